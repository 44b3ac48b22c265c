"""What a question is, as it stands in a file."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from neurarium.lab import exercise
from neurarium.lab.exercise import Goal, Part, Solution
from neurarium.lab.text import Language, Text

Difficulty = Literal["easy", "medium", "hard"]
Knowledge = Literal["recall", "application"]
DIFFICULTIES: dict[Difficulty, Text] = {
    "easy": Text("easy", "leicht"),
    "medium": Text("medium", "mittel"),
    "hard": Text("hard", "schwierig"),
}
KNOWLEDGE: dict[Knowledge, Text] = {
    "recall": Text("recall", "Wiedergabe"),
    "application": Text("application", "Anwendung"),
}

Id: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,63}$")]
Written: TypeAlias = Annotated[str, Meta(min_length=1, max_length=4_000)]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]


class Words(Part, frozen=True):
    """Words that mean the same, or a choice of words, in each language."""

    en: list[Name]
    de: list[Name]

    def say(self, language: Language) -> list[str]:
        return self.de if language == "de" else self.en


class Common(Part, frozen=True, kw_only=True):
    """What every question has.

    Attributes:
        source: where the answer stands.
        live: a lab's link where it can be seen, as in a figure; empty for none.
        because: said after the answer, right or wrong.
        image: name of a picture beside the file, and `alt`, what it shows.
    """

    id: Id
    text: Text
    difficulty: Difficulty
    knowledge: Knowledge
    source: Written
    live: str = ""
    because: Text | None = None
    image: str = ""
    alt: Text | None = None


class Answer(Part, frozen=True, kw_only=True):
    """One of those to choose from."""

    text: Text
    why: Text
    right: bool = False


Answers: TypeAlias = Annotated[list[Answer], Meta(min_length=2, max_length=8)]


class Single(Common, frozen=True, kw_only=True, tag_field="kind", tag="single"):
    """Exactly one answer is right."""

    answers: Answers


class TrueStatement(Common, frozen=True, kw_only=True, tag_field="kind", tag="true-statement"):
    """Exactly one statement is true."""

    answers: Answers


class Several(Common, frozen=True, kw_only=True, tag_field="kind", tag="several"):
    """One answer or more are right."""

    answers: Answers


class Item(Part, frozen=True, kw_only=True):
    """One of those to be put in order."""

    text: Text
    why: Text | None = None


class Order(Common, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """Items in the right order."""

    items: Annotated[list[Item], Meta(min_length=2, max_length=8)]


class Gap(Part, frozen=True, kw_only=True):
    """What may stand in a gap; the first is shown as the answer."""

    accept: Words
    why: Text


class Blank(Common, frozen=True, kw_only=True, tag_field="kind", tag="blank"):
    """A text with the gaps `{1}`, `{2}`, ...; with `words` the visitor chooses from these and those of all gaps."""

    gaps: Annotated[list[Gap], Meta(min_length=1, max_length=8)]
    words: Words | None = None


class Amount(Part, frozen=True, kw_only=True):
    """A number, right or typically wrong, and what is said to it."""

    number: float
    why: Text
    tolerance: Annotated[float, Meta(ge=0)] = 0.0
    right: bool = False

    def holds(self, number: float) -> bool:
        """Whether a number is this one, with half a unit of the sixteenth digit for sums such as 0.1 + 0.2."""
        slack = 1e-12 * max(abs(self.number), abs(number))
        return abs(number - self.number) <= self.tolerance + slack


class Number(Common, frozen=True, kw_only=True, tag_field="kind", tag="number"):
    """A number within a tolerance; `otherwise` is said to one that is none of the answers."""

    answers: Annotated[list[Amount], Meta(min_length=1, max_length=8)]
    unit: Text | None = None
    otherwise: Text | None = None


class Task(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be achieved in a lab: the fields of `neurarium.lab.exercise.Do` that the question does not have."""

    lab: Id
    goal: Goal
    solution: Solution | UnsetType = UNSET
    settings: dict[str, Any] = {}
    seed: int = 0
    holds: dict[str, Any] = {}
    most: dict[str, float] = {}
    least: dict[str, float] = {}
    same_seed: bool = False
    actions: list[str] = []
    hint: Text | None = None


class Do(Common, frozen=True, kw_only=True, tag_field="kind", tag="do"):
    """Opens a lab in a state; right when the visitor's own run reaches the goal."""

    task: Task

    def exercise(self) -> exercise.Do:
        """The same as a task of a lab's lesson."""
        task = self.task
        return exercise.Do(
            title=Text("Do it", "Selbst machen"),
            question=self.text,
            because=self.because or Text("", ""),
            goal=task.goal,
            solution=Solution({}, 0) if task.solution is UNSET else task.solution,
            settings=task.settings,
            seed=task.seed,
            holds=task.holds,
            most=task.most,
            least=task.least,
            same_seed=task.same_seed,
            actions=task.actions,
            hint=task.hint,
            lab=task.lab,
        )


Question: TypeAlias = Single | TrueStatement | Several | Order | Blank | Number | Do
Choice: TypeAlias = Single | TrueStatement | Several
KINDS: dict[str, Text] = {
    "single": Text("single choice", "eine Antwort"),
    "several": Text("several answers", "mehrere Antworten"),
    "true-statement": Text("true statement", "wahre Aussage"),
    "order": Text("order", "Reihenfolge"),
    "blank": Text("fill in the blank", "Lückentext"),
    "number": Text("number", "Zahl"),
    "do": Text("do it", "selbst machen"),
}


def kind(question: Question) -> str:
    """The kind as the file calls it."""
    return str(question.__struct_config__.tag)
