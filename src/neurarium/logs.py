"""The curves of a run or a population for other tools: as a table, and as TensorBoard's event files."""

from __future__ import annotations

import importlib.util
import io
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text


def curves_csv(learner: Run | Population) -> str:
    """One row a point of the curves: `step` and each reading, of a population `seed` before them.

    Numbers come back bit for bit.
    """
    names = learner.lab.measured(learner.settings)
    several = isinstance(learner, Population)
    lines = [",".join([*(["seed"] if several else []), "step", *names])]
    for run in _members(learner):
        first = f"{run.seed}," if several else ""
        columns = [run.history.of(name).tolist() for name in names]
        for step, *values in zip(run.history.steps.tolist(), *columns, strict=True):
            lines.append(f"{first}{step}," + ",".join(repr(value) for value in values))
    return "\n".join(lines) + "\n"


def write_tensorboard(learner: Run | Population, folder: str | Path) -> Path:
    """Write event files that `tensorboard --logdir FOLDER` shows: each reading as a scalar, the settings as a text.

    A population's members stand side by side, a folder a seed. Event files that are there are replaced. TensorBoard's
    numbers have single precision. Raises `Refusal` where the extra `tensorboard` is not installed.
    """
    check_tensorboard()
    folder = Path(folder)
    for run in _members(learner):
        _write_run(run, folder / f"seed-{run.seed}" if isinstance(learner, Population) else folder)
    return folder


def tensorboard_zip(learner: Run | Population) -> bytes:
    """The event files of `write_tensorboard` as one zip, for a browser: what it unpacks to is what `--logdir` takes.

    Raises `Refusal` where the extra `tensorboard` is not installed, or no file can be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="neurarium-") as place:
            folder = write_tensorboard(learner, Path(place) / "logs")
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(folder.rglob("events.out.tfevents.*")):
                    archive.write(file, file.relative_to(folder))
    except OSError as problem:
        reason = problem.strerror or problem
        raise Refusal(
            Text(
                f"TensorBoard's files could not be written ({reason}). Make room where temporary files are kept.",
                f"Die TensorBoard-Dateien ließen sich nicht schreiben ({reason}). Bitte Platz für temporäre Dateien "
                "schaffen.",
            )
        ) from problem
    return packed.getvalue()


def check_tensorboard() -> None:
    """Raise `Refusal` where event files cannot be written."""
    if importlib.util.find_spec("tensorboardX") is None:
        raise Refusal(
            Text(
                'TensorBoard\'s files need the extra "tensorboard". Install it with: pip install "neurarium[tensorboard]"',
                'TensorBoard-Dateien brauchen den Zusatz "tensorboard". Zu installieren mit: '
                'pip install "neurarium[tensorboard]"',
            )
        )


def _members(learner: Run | Population) -> tuple[Run, ...]:
    return learner.runs if isinstance(learner, Population) else (learner,)


def _write_run(run: Run, folder: Path) -> None:
    from tensorboardX import SummaryWriter

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("events.out.tfevents.*"):
        old.unlink()
    with SummaryWriter(str(folder)) as writer:
        settings = "\n".join(f"| {name} | {value} |" for name, value in run.settings.written().items())
        writer.add_text("settings", f"| | |\n|---|---|\n| lab | {run.lab.id} |\n| seed | {run.seed} |\n{settings}")
        for name in run.lab.measured(run.settings):
            curve = run.history.of(name)
            for step, value in zip(run.history.steps.tolist(), curve.tolist(), strict=True):
                if np.isfinite(value):
                    writer.add_scalar(name, value, step)
