"""What goes wrong with stored runs, said so that a visitor can do something about it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from neurarium.lab.text import Refusal, Text


class StoreTrouble(Refusal):
    """The disk or the index does not do what it should."""


class NoSuchRun(Refusal):
    """There is no run with this id."""

    def __init__(self, run: str) -> None:
        super().__init__(
            Text(
                f"There is no run '{run[:64]}'. It may have been deleted; the list shows the runs there are.",
                f"Einen Lauf '{run[:64]}' gibt es nicht. Vielleicht wurde er gelöscht; die Liste zeigt alle.",
            )
        )


def trouble(problem: Exception, folder: Path) -> StoreTrouble:
    """The sentence for an error of the disk or of the index in this folder."""
    number = getattr(problem, "errno", None)
    words = str(problem).lower()
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "full" in words:
        return StoreTrouble(
            Text(
                f"The disk is full: nothing can be saved in {folder}. Make room; saving then goes on by itself.",
                f"Der Datenträger ist voll: In {folder} kann nichts gespeichert werden. Bitte Platz schaffen; danach "
                "wird von selbst weiter gespeichert.",
            )
        )
    if "locked" in words:
        return StoreTrouble(
            Text(
                f"Another program holds the list of runs in {folder} locked. Close it; saving then goes on by itself.",
                f"Ein anderes Programm sperrt die Liste der Läufe in {folder}. Bitte schließen; danach wird von selbst "
                "weiter gespeichert.",
            )
        )
    if isinstance(problem, sqlite3.DatabaseError) and not isinstance(problem, sqlite3.OperationalError):
        return StoreTrouble(
            Text(
                f"The list of runs in {folder} is damaged. It is made again from the saved runs at the next start.",
                f"Die Liste der Läufe in {folder} ist beschädigt. Beim nächsten Start entsteht sie neu aus den "
                "gespeicherten Läufen.",
            )
        )
    return StoreTrouble(
        Text(
            f"The folder {folder} cannot be used ({problem}). Make it writable, or name another one in NEURARIUM_DATA.",
            f"Der Ordner {folder} ist nicht benutzbar ({problem}). Bitte Schreibrechte geben oder mit NEURARIUM_DATA "
            "einen anderen nennen.",
        )
    )
