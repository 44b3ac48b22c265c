"""How far a visitor has come, made of his events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fsrs import Card

from neurarium.course import repetition
from neurarium.course.events import Answered, Event, Read, Tried


@dataclass
class Visited:
    """A section: when its lesson was read last, and which labs were tried out of it."""

    read: datetime | None = None
    tried: dict[str, None] = field(default_factory=dict)


@dataclass
class Known:
    """A question: how often it was answered, the last time and how, and when it comes back."""

    answers: int = 0
    share: float = 0.0
    at: datetime | None = None
    card: Card | None = None

    @property
    def right(self) -> bool:
        return self.share == 1

    @property
    def due(self) -> datetime | None:
        return self.card.due if self.card else None


@dataclass
class Standing:
    """Sections by `course/section`, questions by `course/section/question`."""

    sections: dict[str, Visited] = field(default_factory=dict)
    questions: dict[str, Known] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """One event more, not older than those before."""
        visited = self.sections.setdefault(f"{event.course}/{event.section}", Visited())
        match event:
            case Read():
                visited.read = event.at
            case Tried():
                visited.tried[event.lab] = None
            case Answered():
                known = self.questions.setdefault(event.name, Known())
                known.card = repetition.reviewed(known.card, event.share, event.at)
                known.answers, known.share, known.at = known.answers + 1, event.share, event.at

    def plain(self) -> dict[str, Any]:
        """As the page reads it."""
        return {
            "sections": {
                name: {"read": visited.read, "tried": list(visited.tried)} for name, visited in self.sections.items()
            },
            "questions": {
                name: {
                    "answers": known.answers,
                    "right": known.right,
                    "share": known.share,
                    "at": known.at,
                    "due": known.due,
                }
                for name, known in self.questions.items()
            },
        }
