"""What a session says to its visitors, in both languages."""

from __future__ import annotations

from neurarium.lab.text import Refusal, Text

SAVED_AGAIN = Text("The run is saved again.", "Der Lauf wird wieder gespeichert.")


def broken(error: Exception, title: Text) -> Text:
    """What a visitor reads when a lab fails; `title`: the lab's."""
    kind = type(error).__name__
    return Text(
        f"The lab '{title.en}' stopped with an error ({kind}) and this session has ended. The terminal shows where. "
        "Open the lab again.",
        f"Das Labor '{title.de}' ist mit einem Fehler ({kind}) stehen geblieben, diese Sitzung ist beendet. Das "
        "Terminal zeigt, wo. Bitte das Labor neu öffnen.",
    )


def too_much() -> Refusal:
    """More waits for a journal's end than can wait."""
    return Refusal(
        Text(
            "The run is still following its journal. Wait until it is done, or press pause.",
            "Der Lauf folgt noch seinem Protokoll. Bitte warten, bis er fertig ist, oder auf Pause drücken.",
        )
    )


def not_numbers(picture: str) -> Text:
    """Why a picture is not shown."""
    return Text(
        f"The picture '{picture}' holds values that are no numbers and is not shown until they are again.",
        f"Das Bild '{picture}' enthält Werte, die keine Zahlen sind, und erscheint erst wieder, wenn sie es sind.",
    )


def cut_short(reason: Text) -> Text:
    """Why a link was not followed to its end."""
    return Text(
        f"The link was followed only up to here: {reason.en}",
        f"Dem Link konnte nur bis hierher gefolgt werden: {reason.de}",
    )


TOO_LONG = Text(
    "This link trains for more than 10,000,000 steps before it shows anything, so only its settings were taken.",
    "Dieser Link trainiert mehr als 10.000.000 Schritte, bevor er etwas zeigt; übernommen wurden nur seine Einstellungen.",
)


def deadly(deaths: int) -> Text:
    """A run of which its worker died so many times."""
    return Text(
        f"The process of this run died {deaths} times in a row, so the session has ended. The run is in the list as it "
        "was last saved; the terminal may show what went wrong.",
        f"Der Prozess dieses Laufs ist {deaths}-mal hintereinander abgestürzt, die Sitzung ist deshalb beendet. Der "
        "Lauf steht in der Liste, wie er zuletzt gespeichert war; das Terminal zeigt vielleicht, was schiefging.",
    )
