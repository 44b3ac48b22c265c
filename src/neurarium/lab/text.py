"""Everything a visitor reads exists in English and in German."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = ("en", "de")


@dataclass(frozen=True)
class Text:
    """One sentence, label or word in both languages."""

    en: str
    de: str

    def say(self, language: Language) -> str:
        return self.de if language == "de" else self.en

    def __str__(self) -> str:
        return self.en


class Refusal(Exception):
    """What a visitor asked for cannot be done; `text` says what was wrong, what was expected and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
