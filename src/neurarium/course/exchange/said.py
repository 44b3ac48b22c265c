"""What is said of questions from elsewhere."""

from __future__ import annotations

from neurarium.lab.text import Text

NOTHING_RIGHT = Text("no answer is marked as right", "keine Antwort ist als richtig markiert")
NO_GAPS = Text("its gaps are not the same in both languages", "seine Lücken sind nicht in beiden Sprachen gleich")
NO_WHY = Text(
    "{} answers came without feedback; 'Right.' or 'Wrong.' is said instead.",
    "{} Antworten kamen ohne Rückmeldung; stattdessen heißt es »Richtig.« oder »Falsch.«",
)
NO_CELL = Text(
    "{} questions came without difficulty or kind of knowledge; they count as medium and recall.",
    "{} Fragen kamen ohne Schwierigkeit oder Art des Wissens; sie gelten als mittel und Wiedergabe.",
)
NO_SOURCE = Text(
    "{} questions came without a source; the file is named instead.",
    "{} Fragen kamen ohne Quelle; stattdessen ist die Datei genannt.",
)
ONE_LANGUAGE = Text(
    "{} questions are there in one language only; the text stands in both places until it is translated.",
    "{} Fragen gibt es nur in einer Sprache; bis sie übersetzt sind, steht der Text an beiden Stellen.",
)
_PLAIN = {True: Text("Right.", "Richtig."), False: Text("Wrong.", "Falsch.")}


def plain(right: bool) -> dict[str, str]:
    """What is said to an answer without feedback, as a file's table."""
    return {"en": _PLAIN[right].en, "de": _PLAIN[right].de}


def is_plain(why: object) -> bool:
    """Whether this is what is said to an answer without feedback."""
    return why in (plain(True), plain(False))


def unknown_kind(kind: str) -> Text:
    """A kind of question that there is not here."""
    return Text(
        f"questions of the kind '{kind[:40]}' are not known here and were passed over",
        f"Fragen der Art »{kind[:40]}« kennt das Programm nicht; sie wurden übergangen",
    )


def no_number(number: str) -> Text:
    """A numerical answer that is none."""
    return Text(f"'{number[:40]}' is no number", f"»{number[:40]}« ist keine Zahl")


def too_long(most: int) -> Text:
    """A text that is longer than any question."""
    return Text(
        f"a text is longer than {most} characters and was passed over; pictures go along as files",
        f"ein Text ist länger als {most} Zeichen und wurde übergangen; Bilder reisen als Dateien mit",
    )
