"""Warm rain: how drops of a cloud become rain, counted drop by drop, and what schemes and networks make of it.

A. Seifert and S. Rasp, "Potential and limitations of machine learning for modeling warm-rain cloud microphysical processes",
J. Adv. Model. Earth Syst. 12, 2020. A box of air in which drops only collide: superdroplets (Shima and others, 2009) in
place of their McSnow, the same initial spectra. Deviations: drops do not fall out of the box, break up or evaporate, as in
the paper; boxes are as large as their number of superdroplets asks for.
"""

from __future__ import annotations

from neurarium.lab.contract import Export, Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.rain import model
from neurarium.labs.rain.pictures import PICTURES
from neurarium.labs.rain.settings import GROUPS, RainSettings


# JAX is imported when somebody takes a routine home, not when the lab is listed.
def _fortran(_: RainSettings, __: model.Rain) -> str:
    from neurarium.labs.rain import routines

    return routines.fortran_routine(routines.shipped_routine())


def _numpy(_: RainSettings, __: model.Rain) -> str:
    from neurarium.labs.rain import routines

    return routines.numpy_routine(routines.shipped_routine())


LAB = Lab(
    id="rain",
    title=Text("Warm rain", "Warmer Regen"),
    promise=Text(
        "Droplets collide until it rains; six schemes and four that were trained try to foretell it from four numbers.",
        "Tropfen stoßen zusammen, bis es regnet; sechs Schemata und vier trainierte sagen es aus vier Zahlen voraus.",
    ),
    unit=Text("step", "Schritt"),  # of twenty seconds; the page writes the count behind it
    units=Text("steps", "Schritte"),
    Settings=RainSettings,
    State=model.Rain,
    start=model.start,
    advance=model.advance,
    readings={
        "rain_share": Reading(
            Text("Water that is rain", "Wasser, das Regen ist"),
            Text(
                "The share of the water in drops of 40 µm radius or more.",
                "Der Anteil des Wassers in Tropfen ab 40 µm Radius.",
            ),
            percent=True,
        ),
        "cloud_number": Reading(
            Text("Cloud droplets, per cm³", "Wolkentropfen, pro cm³"),
            Text("Drops below 40 µm of radius.", "Tropfen unter 40 µm Radius."),
        ),
        "rain_number": Reading(
            Text("Rain drops, per litre", "Regentropfen, pro Liter"),
            Text("Drops of 40 µm of radius or more.", "Tropfen ab 40 µm Radius."),
        ),
    },
    measure=model.measure,
    pictures=PICTURES,
    verify=model.verify,
    finished=model.finished,
    exports={
        "fortran": Export(Text("Corrected scheme, Fortran", "Korrigiertes Schema, Fortran"), ".f90", _fortran),
        "numpy": Export(Text("Corrected scheme, NumPy", "Korrigiertes Schema, NumPy"), ".py", _numpy),
    },
    groups=GROUPS,
    room=20,
    takes=Text("live, 10 s", "live, 10 s"),
    poster=("poster", "map"),
)
