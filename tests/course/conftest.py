"""A lecturer's course: the template that `neurarium course new` begins with, and a section with a task in the tiny lab."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from neurarium.course import places

TEMPLATE = Path(places.__file__).parent / "template"
TASK = """
[[question]]
id = "learn"
kind = "do"
difficulty = "easy"
knowledge = "application"
text.en = "Bring the loss to 0.1."
text.de = "Den Verlust auf 0,1 bringen."
source = "this test"

[question.task]
lab = "slope"
settings = { rate = 1.0 }
goal = { reading = "loss", at_most = 0.1 }
"""
SECTION = """
[[parts]]
id = "tiny"
title.en = "Tiny"
title.de = "Winzig"
sections = ["slope"]

[sections.slope]
title.en = "Slope"
title.de = "Steigung"
labs = ["slope"]
"""


def lecturers(folder: Path) -> Path:
    """A course folder of one's own."""
    shutil.copytree(TEMPLATE, folder)
    (folder / "slope").mkdir()
    (folder / "slope" / "questions.toml").write_text(TASK)
    (folder / "perceptron" / "border.png").write_bytes(PIXEL)
    with (folder / "course.toml").open("a") as file:
        file.write(SECTION)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lecturers(tmp_path / "mine")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a344b6b0000000049454e44ae426082"
)
