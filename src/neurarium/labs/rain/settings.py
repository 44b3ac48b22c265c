"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, real, whole
from neurarium.lab.text import Text

KERNEL_NAMES = {
    "hydrodynamic": Text("Hydrodynamic (Hall, Beard)", "Hydrodynamisch (Hall, Beard)"),
    "spheres": Text(
        "Hydrodynamic, slower drops (Hall, Heymsfield)", "Hydrodynamisch, langsamere Tropfen (Hall, Heymsfield)"
    ),
    "long": Text("Long 1974", "Long 1974"),
    "golovin": Text("Golovin (solved exactly)", "Golowin (exakt gelöst)"),
    "constant": Text("Constant", "Konstant"),
    "sum": Text("Sum", "Summe"),
}
SCHEME_NAMES = {
    "seifert-beheng": Text("Seifert and Beheng 2001", "Seifert und Beheng 2001"),
    "kessler": Text("Kessler 1969", "Kessler 1969"),
    "berry": Text("Berry 1968", "Berry 1968"),
    "tripoli-cotton": Text("Tripoli and Cotton 1980", "Tripoli und Cotton 1980"),
    "beheng": Text("Beheng 1994", "Beheng 1994"),
    "khairoutdinov-kogan": Text("Khairoutdinov and Kogan 2000", "Khairoutdinov und Kogan 2000"),
    "refitted": Text("Refitted: Seifert and Beheng, new constants", "Angepasst: Seifert und Beheng, neue Konstanten"),
    "rate-networks": Text("Networks trained on rates", "Netze, auf Raten trainiert"),
    "solved-networks": Text("Networks trained on the solution", "Netze, auf die Lösung trainiert"),
    "corrected": Text("Seifert and Beheng, corrected by a network", "Seifert und Beheng, von einem Netz korrigiert"),
}
GROUPS = {
    "cloud": Text("The cloud", "Die Wolke"),
    "simulation": Text("Simulation", "Simulation"),
    "scheme": Text("Compared with", "Verglichen mit"),
}


@dataclass(frozen=True)
class RainSettings(Settings):
    water: float = real(
        1.0,
        low=0.05,
        high=5,
        marks=(0.2, 0.5, 1.0, 1.5, 2.0),
        label=Text("Water, g/m³", "Wasser, g/m³"),
        help=Text("Liquid water in a cubic metre of cloud.", "Flüssiges Wasser in einem Kubikmeter Wolke."),
        group="cloud",
        restarts=True,
    )
    radius: float = real(
        13.0,
        low=5,
        high=25,
        marks=(9.0, 11.0, 13.0, 15.0),
        label=Text("Mean droplet, µm", "Mittlerer Tropfen, µm"),
        help=Text(
            "Radius of a droplet of mean mass. Large droplets collide much more readily.",
            "Radius eines Tropfens mittlerer Masse. Große Tropfen stoßen viel leichter zusammen.",
        ),
        group="cloud",
        restarts=True,
    )
    shape: float = real(
        1.0,
        low=0,
        high=8,
        marks=(0.0, 1.0, 2.0, 4.0),
        label=Text("Shape ν", "Form ν"),
        help=Text(
            "How narrow the sizes lie: 0 is broad (many small, some large), 4 is narrow.",
            "Wie eng die Größen beieinanderliegen: 0 ist breit (viele kleine, einige große), 4 ist schmal.",
        ),
        group="cloud",
        restarts=True,
    )
    kernel: str = choice(
        "hydrodynamic",
        KERNEL_NAMES,
        label=Text("Collisions", "Stöße"),
        help=Text(
            "How often two drops meet. The first is taken for the truth; the others are simpler, for comparison.",
            "Wie oft zwei Tropfen sich treffen. Der erste gilt als Wahrheit; die anderen sind einfacher, zum Vergleich.",
        ),
        group="simulation",
        restarts=True,
        folded=True,
    )
    superdroplets: int = whole(
        8192,
        low=64,
        high=65536,
        step=64,
        label=Text("Superdroplets", "Supertropfen"),
        help=Text(
            "So many drops are followed, each standing for 262,144 equal ones on average; half of them are among the largest, "
            "with which rain begins. A box takes as much air as that needs.",
            "So viele Tropfen werden verfolgt; jeder steht im Mittel für 262.144 gleiche, und die Hälfte gehört zu den größten, "
            "mit denen der Regen beginnt. Der Kasten hat so viel Luft, wie das braucht.",
        ),
        group="simulation",
        restarts=True,
    )
    scheme: str = choice(
        "seifert-beheng",
        SCHEME_NAMES,
        label=Text("Scheme", "Schema"),
        help=Text(
            "What a weather model would compute instead, from four numbers.",
            "Was ein Wettermodell stattdessen rechnen würde, aus vier Zahlen.",
        ),
        group="scheme",
    )
