"""What every lab refuses in the same words: unknown names, impossible seeds, numbers that are none."""

from __future__ import annotations

from typing import Any

from neurarium.lab.fields import Accepted, Whole
from neurarium.lab.settings import SettingRefused
from neurarium.lab.text import Refusal, Text

HIGHEST_SEED = 2**53 - 1  # the largest whole number that the page's JavaScript holds exactly


class Diverged(Refusal):
    """Training left the numbers; the run stands at the last state that has them.

    `steps` is the first step that is no number, `remedy` settings that would tame it.
    """

    def __init__(self, text: Text, steps: int, remedy: dict[str, Any]) -> None:
        super().__init__(text)
        self.steps = steps
        self.remedy = remedy


def infinite(unit: Text, steps: int, remedy: dict[str, Any]) -> Diverged:
    """The numbers became infinite at this step; the run stands before it."""
    return Diverged(
        Text(
            f"The numbers became infinite at {unit.en} {steps}; the run stands at {steps - 1}.",
            f"Die Zahlen wurden bei {unit.de} {steps} unendlich; der Lauf steht bei {steps - 1}.",
        ),
        steps,
        remedy,
    )


def checked_seed(seed: object) -> int:
    """The seed, if it is a whole number from 0 to 2^53 - 1; raises `SettingRefused` otherwise."""
    answer = Whole(label=Text("seed", "Startwert"), low=0, high=HIGHEST_SEED).check("seed", seed)
    if isinstance(answer, Accepted):
        return int(answer.value)
    raise SettingRefused("seed", answer)


def no_text(file: Text, problem: UnicodeDecodeError) -> Refusal:
    """A file that should be text, in UTF-8, and is not. `file`: what begins the sentence, such as a name."""
    line = problem.object.count(b"\n", 0, problem.start) + 1
    byte = f"{problem.object[problem.start]:02X}"
    return Refusal(
        Text(
            f"{file.en} is not UTF-8: in line {line} stands the byte {byte}. Save it as UTF-8 and try again.",
            f"{file.de} ist nicht UTF-8: In Zeile {line} steht das Byte {byte}. Bitte als UTF-8 speichern und noch einmal "
            "versuchen.",
        )
    )


def unknown(name: str, known: tuple[str, ...], kind: Text) -> Refusal:
    """There is no such thing; these there are."""
    listed = ", ".join(known) or "—"
    return Refusal(
        Text(
            f"There is no {kind.en} '{name[:40]}'. Known are: {listed}.",
            f"'{name[:40]}' ist hier nicht bekannt ({kind.de}). Bekannt sind: {listed}.",
        )
    )
