"""A scheme of warm rain learns from its own solution, live: the gradients run back through the solver.

A. Seifert and S. Rasp (J. Adv. Model. Earth Syst. 12, 2020) trained networks on rates and asked for methods that know about
time. This is the training of B, C, D and E of the lab of warm rain, on a small truth that comes along. Deviations: the truth is the
flux method's in place of superdroplets, 60 clouds in place of 220, and Adam's rate is constant.
"""

from __future__ import annotations

from neurarium.lab.contract import Export, Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.rain_training import model
from neurarium.labs.rain_training.pictures import PICTURES
from neurarium.labs.rain_training.settings import GROUPS, TrainingSettings


# JAX is imported when somebody takes a routine home, not when the lab is listed.
def _fortran(settings: TrainingSettings, state: model.Learner) -> str:
    from neurarium.labs.rain_training import exports

    return exports.fortran(settings, state)


def _numpy(settings: TrainingSettings, state: model.Learner) -> str:
    from neurarium.labs.rain_training import exports

    return exports.numpy(settings, state)


def _share(en: str, de: str, help_en: str, help_de: str) -> Reading:
    return Reading(
        Text(en, de),
        Text(
            f"{help_en} On the 20 validation clouds; Seifert and Beheng's error is 1.",
            f"{help_de} Auf den 20 Validierungswolken; der Fehler von Seifert und Beheng ist 1.",
        ),
        lower_is_better=True,
    )


LAB = Lab(
    id="rain-training",
    title=Text("Warm rain, learning", "Warmer Regen, lernend"),
    promise=Text(
        "The curves of a scheme bend towards the truth, by gradients that run back through the solver.",
        "Die Kurven eines Schemas biegen sich zur Wahrheit, durch Gradienten, die durch den Löser zurücklaufen.",
    ),
    unit=Text("update", "Lernschritt"),
    units=Text("updates", "Lernschritte"),
    Settings=TrainingSettings,
    State=model.Learner,
    start=model.start,
    advance=model.advance,
    readings={
        "time": _share(
            "Error of times",
            "Fehler der Zeiten",
            "How far the times are off at which 1, 10, 50 and 90 % of the water are rain.",
            "Wie weit die Zeiten danebenliegen, zu denen 1, 10, 50 und 90 % des Wassers Regen sind.",
        ),
        "water": _share(
            "Error of rain water",
            "Fehler des Regenwassers",
            "Mean over time of the difference, as a share of all water.",
            "Mittel des Abstands über die Zeit, als Anteil des ganzen Wassers.",
        ),
        "rain": _share(
            "Error of rain drops",
            "Fehler der Regentropfen",
            "Mean of |ln| of the quotient of the numbers while 1 to 99 % of the water is rain.",
            "Mittel von |ln| des Quotienten der Anzahlen, solange 1 bis 99 % des Wassers Regen sind.",
        ),
        "cloud": _share(
            "Error of droplets",
            "Fehler der Tröpfchen",
            "Mean of |ln| of the quotient of the numbers while 1 to 99 % of the water is rain.",
            "Mittel von |ln| des Quotienten der Anzahlen, solange 1 bis 99 % des Wassers Regen sind.",
        ),
        "training": Reading(
            Text("Error on training clouds", "Fehler auf Trainingswolken"),
            Text(
                "The mean of the four on the clouds that teach, held against what these really do; Seifert and Beheng's is 1.",
                "Das Mittel der vier auf den Wolken, die lehren, gemessen an dem, was diese wirklich tun; Seifert und Behengs ist 1.",
            ),
            lower_is_better=True,
        ),
    },
    measure=model.measure,
    pictures=PICTURES,
    verify=model.verify,
    remedy=model.remedy,
    exports={
        "fortran": Export(
            Text("The scheme as trained, Fortran", "Das Schema, wie trainiert, Fortran"), ".f90", _fortran
        ),
        "numpy": Export(Text("The scheme as trained, NumPy", "Das Schema, wie trainiert, NumPy"), ".py", _numpy),
    },
    groups=GROUPS,
    room=20,
    takes=Text("live, 20 s", "live, 20 s"),
    poster=("poster", "map"),
)
