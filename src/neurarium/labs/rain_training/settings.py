"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, real, whole
from neurarium.lab.text import Text
from neurarium.labs.rain_training.cases import TRAINING

CONTENDERS = {
    "corrected": Text("Seifert and Beheng, corrected by a network", "Seifert und Beheng, von einem Netz korrigiert"),
    "refitted": Text("Seifert and Beheng, new constants", "Seifert und Beheng, neue Konstanten"),
    "solved-networks": Text("Networks, trained on the solution", "Netze, auf die Lösung trainiert"),
    "rate-networks": Text("Networks, trained on rates", "Netze, auf Raten trainiert"),
}
GROUPS = {"scheme": Text("The scheme", "Das Schema"), "teaching": Text("Teaching", "Lehren")}


@dataclass(frozen=True)
class TrainingSettings(Settings):
    contender: str = choice(
        "corrected",
        CONTENDERS,
        label=Text("What is trained", "Was trainiert wird"),
        help=Text(
            "The first two begin as Seifert and Beheng's scheme itself. The third goes on from networks that were trained on "
            "rates of 639 clouds; the fourth begins from random numbers and is shown rates, never a solution.",
            "Die ersten beiden beginnen als das Schema von Seifert und Beheng selbst. Das dritte geht von Netzen aus, die auf "
            "Raten von 639 Wolken trainiert wurden; das vierte beginnt mit Zufallszahlen und sieht Raten, nie eine Lösung.",
        ),
        group="scheme",
        restarts=True,
    )
    learning_rate: float = real(
        0.01,
        low=1e-5,
        high=1,
        marks=(0.001, 0.003, 0.01, 0.03, 0.1),
        label=Text("Learning rate", "Lernrate"),
        help=Text(
            "Of Adam, after gradients longer than 1 were shortened to 1.",
            "Von Adam, nachdem Gradienten, die länger als 1 sind, auf 1 gekürzt wurden.",
        ),
        group="teaching",
    )
    cases: int = whole(
        TRAINING,
        low=1,
        high=TRAINING,
        label=Text("Clouds that teach", "Wolken, die lehren"),
        help=Text(
            "So many of the 60 training clouds; each update draws 32 of them. The 20 validation clouds never teach.",
            "So viele der 60 Trainingswolken; für jeden Schritt werden 32 gezogen. Die 20 Validierungswolken lehren nie.",
        ),
        group="teaching",
    )
    shuffled: bool = flag(
        False,
        label=Text("Shuffle the truths", "Wahrheiten vertauschen"),
        help=Text(
            "A control: every training cloud is told what another one did. What still looked like learning then would be a fault.",
            "Eine Kontrolle: Jeder Trainingswolke wird erzählt, was eine andere getan hat. Was dann noch nach Lernen aussähe, "
            "wäre ein Fehler.",
        ),
        group="teaching",
        folded=True,
    )
