"""The scheme as it was trained here, as a routine of plain constants."""

from __future__ import annotations

from neurarium.labs.rain import routines
from neurarium.labs.rain_training.learning import model_of
from neurarium.labs.rain_training.model import Learner
from neurarium.labs.rain_training.settings import CONTENDERS, TrainingSettings


def routine(settings: TrainingSettings, state: Learner) -> routines.Routine:
    told = (
        f"{CONTENDERS[settings.contender].en}: after {state.updates} updates on {settings.cases} clouds"
        f"{' with shuffled truths, as a control' if settings.shuffled else ''} (seed {state.seed}). Neurarium, MIT."
    )
    return routines.routine_of(settings.contender, model_of(settings.contender, state.numbers), told)


def fortran(settings: TrainingSettings, state: Learner) -> str:
    return routines.fortran_routine(routine(settings, state))


def numpy(settings: TrainingSettings, state: Learner) -> str:
    return routines.numpy_routine(routine(settings, state))
