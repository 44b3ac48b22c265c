"""Clusters: unsupervised learning, the second category of machine learning; k-means on handwritten digits.

Nobody tells the method which digit is which, nor that there are digits. Whether its groups are digits is looked up
afterwards, with labels that it never saw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Action, Array, Arrays, Lab, Picture, Reading
from neurarium.lab.settings import Settings, choice, whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.clusters import means
from neurarium.labs.clusters.means import SIDE, digits

MOST = 20
SPACES = {
    "pixels": Text("All 64 pixels", "Alle 64 Pixel"),
    "plane": Text("The plane that is drawn", "Die gezeichnete Ebene"),
}
BEGINNINGS = {
    "random": Text("Random examples", "Zufällige Beispiele"),
    "careful": Text("Far apart (k-means++)", "Weit auseinander (k-means++)"),
}
ACROSS = 5  # centres in a row of the miniature


@dataclass(frozen=True)
class ClusterSettings(Settings):
    clusters: int = whole(
        10,
        low=2,
        high=MOST,
        label=Text("Clusters", "Cluster"),
        help=Text("How many groups are looked for.", "Wie viele Gruppen gesucht werden."),
        group="method",
        restarts=True,
    )
    space: str = choice(
        "pixels",
        SPACES,
        label=Text("Near by", "Nah nach"),
        help=Text(
            "What nearness means: every pixel counts, or only the place in the plane, which keeps two of 64 directions.",
            "Was Nähe heißt: Jedes Pixel zählt, oder nur der Ort in der Ebene, die zwei von 64 Richtungen behält.",
        ),
        group="method",
        restarts=True,
    )
    beginning: str = choice(
        "random",
        BEGINNINGS,
        label=Text("First centres", "Erste Zentren"),
        help=Text("The examples on which the centres begin.", "Die Beispiele, auf denen die Zentren beginnen."),
        group="method",
        restarts=True,
    )


@dataclass(frozen=True)
class Clusters:
    centres: np.ndarray  # float64 [clusters, 64 or 2]
    members: np.ndarray  # int32 [examples]: the centre of each
    moved: int  # examples that changed their centre in the last step


def space(settings: ClusterSettings) -> np.ndarray:
    return digits().pixels if settings.space == "pixels" else digits().plane


def start(settings: ClusterSettings, seed: int) -> Clusters:
    points = space(settings)
    centres = points[means.beginning(points, settings.clusters, settings.beginning == "careful", seed)]
    return Clusters(centres, means.nearest(points, centres), len(points))


def advance(settings: ClusterSettings, state: Clusters, steps: int) -> Clusters:
    """So many rounds: centres move to their means, then examples join the nearest centre."""
    points = space(settings)
    for _ in range(steps):
        if state.moved == 0:
            break
        centres = means.means(points, state.members, state.centres)
        members = means.nearest(points, centres)
        state = Clusters(centres, members, int((members != state.members).sum()))
    return state


def measure(settings: ClusterSettings, state: Clusters) -> dict[str, float]:
    from sklearn.metrics import adjusted_rand_score

    points = space(settings)
    return {
        "spread": means.spread(points, state.members, state.centres),
        "moved": state.moved / len(points),
        "agreement": float(adjusted_rand_score(digits().labels, state.members)),
    }


def verify(settings: ClusterSettings, state: Clusters) -> None:
    points = space(settings)
    fits = (
        state.centres.shape == (settings.clusters, points.shape[1])
        and state.members.shape == (len(points),)
        and [state.centres.dtype, state.members.dtype] == [np.float64, np.int32]
        and bool(((state.members >= 0) & (state.members < settings.clusters)).all())
        and 0 <= state.moved <= len(points)
    )
    if not fits:
        raise Refusal(Text("The clusters do not fit the settings.", "Die Cluster passen nicht zu den Einstellungen."))


@dataclass(frozen=True)
class Place(Settings):
    cluster: int = whole(0, low=0, high=MOST - 1, label=Text("Cluster, counted from 0", "Cluster, von 0 an gezählt"))
    example: int = whole(0, low=0, high=1796, label=Text("Example", "Beispiel"))


def put_centre(settings: ClusterSettings, state: Clusters, place: Place) -> Clusters:
    if place.cluster >= settings.clusters:
        raise Refusal(
            Text(
                f"There are {settings.clusters} clusters, counted from 0.",
                f"Es gibt {settings.clusters} Cluster, von 0 an gezählt.",
            )
        )
    points = space(settings)
    centres = state.centres.copy()
    centres[place.cluster] = points[place.example]
    members = means.nearest(points, centres)
    return replace(state, centres=centres, members=members, moved=len(points))


def _pictures_of(settings: ClusterSettings, state: Clusters) -> np.ndarray:
    """float64 [clusters, 64]: the mean picture of each cluster; of an empty one, the centre itself."""
    known = digits()
    empty = state.centres if settings.space == "pixels" else state.centres @ known.axes + known.middle
    return means.means(known.pixels, state.members, empty)


def _gray(pixels: np.ndarray) -> np.ndarray:
    return np.round(pixels.clip(0, 1) * 255).astype(np.uint8)


def draw(settings: ClusterSettings, state: Clusters, _: Settings) -> Arrays:
    known = digits()
    centres = state.centres if settings.space == "plane" else (state.centres - known.middle) @ known.axes.T
    counts = np.zeros((settings.clusters, 10), np.int64)
    np.add.at(counts, (state.members, known.labels), 1)
    return {
        "points": known.plane.astype(np.float32),
        "members": state.members,
        "labels": known.labels.astype(np.uint8),
        "centres": centres.astype(np.float32),
        "pictures": _gray(_pictures_of(settings, state)).reshape(-1, SIDE, SIDE),
        "counts": counts,
    }


@dataclass(frozen=True)
class Example(Settings):
    example: int = whole(0, low=0, high=1796, label=Text("Example", "Beispiel"))


def look(settings: ClusterSettings, state: Clusters, request: Example) -> Arrays:
    known = digits()
    point = space(settings)[request.example]
    return {
        "pixels": _gray(known.pixels[request.example]).reshape(SIDE, SIDE),
        "distances": np.sqrt(((state.centres - point) ** 2).sum(axis=1)),
        "label": known.labels[[request.example]],
    }


def poster(settings: ClusterSettings, state: Clusters, _: Settings) -> Arrays:
    """The first ten centres as pictures, two rows of five, on a square."""
    pictures = _gray(_pictures_of(settings, state)).reshape(-1, SIDE, SIDE)[: 2 * ACROSS]
    sheet = np.zeros((2 * ACROSS, SIDE, SIDE), np.uint8)
    sheet[: len(pictures)] = pictures
    rows = sheet.reshape(2, ACROSS, SIDE, SIDE).swapaxes(1, 2).reshape(2 * SIDE, ACROSS * SIDE)
    square = np.zeros((ACROSS * SIDE, ACROSS * SIDE), np.uint8)
    top = (len(square) - len(rows)) // 2
    square[top : top + len(rows)] = rows
    return {"map": 127 + square // 2}


LAB = Lab(
    id="clusters",
    title=Text("Clusters", "Cluster"),
    promise=Text(
        "Unsupervised learning: 1,797 digits sort themselves into groups, without being told what a digit is.",
        "Unüberwachtes Lernen: 1.797 Ziffern ordnen sich zu Gruppen, ohne dass jemand sagt, was eine Ziffer ist.",
    ),
    unit=Text("round", "Runde"),
    units=Text("rounds", "Runden"),
    Settings=ClusterSettings,
    State=Clusters,
    start=start,
    advance=advance,
    readings={
        "spread": Reading(
            Text("Spread", "Streuung"),
            Text(
                "The mean squared distance between an example and its centre, pixels from 0 to 1: what k-means makes small.",
                "Der mittlere quadrierte Abstand zwischen Beispiel und Zentrum, Pixel von 0 bis 1: Das macht k-means klein.",
            ),
            lower_is_better=True,
        ),
        "agreement": Reading(
            Text("Agreement with the digits", "Übereinstimmung mit den Ziffern"),
            Text(
                "Adjusted Rand index (Hubert and Arabie, 1985): 1 if the groups are the digits, about 0 by chance. The method "
                "never sees it.",
                "Angepasster Rand-Index (Hubert und Arabie, 1985): 1, wenn die Gruppen die Ziffern sind, bei Zufall etwa 0. "
                "Das Verfahren bekommt ihn nie zu sehen.",
            ),
            lower_is_better=False,
        ),
        "moved": Reading(
            Text("Moved", "Gewechselt"),
            Text(
                "The share of examples that changed their group in the last round; at 0 it is over.",
                "Der Anteil der Beispiele, die in der letzten Runde ihre Gruppe gewechselt haben; bei 0 ist Schluss.",
            ),
            lower_is_better=True,
            percent=True,
        ),
    },
    measure=measure,
    pictures={
        "clusters": Picture(
            Text(
                "All examples in the plane of their two main directions, the centres, and who is in which group.",
                "Alle Beispiele in der Ebene ihrer zwei Hauptrichtungen, die Zentren, und wer in welcher Gruppe ist.",
            ),
            {
                "points": Array("float32", ("examples", 2)),
                "members": Array("int32", ("examples",)),
                "labels": Array("uint8", ("examples",)),
                "centres": Array("float32", ("clusters", 2)),
                "pictures": Array("uint8", ("clusters", SIDE, SIDE)),
                "counts": Array("int64", ("clusters", 10)),
            },
            draw,
        ),
        "example": Picture(
            Text(
                "One example, and how far it is from each centre.",
                "Ein Beispiel, und wie weit es von jedem Zentrum ist.",
            ),
            {
                "pixels": Array("uint8", (SIDE, SIDE)),
                "distances": Array("float64", ("clusters",)),
                "label": Array("int64", (1,)),
            },
            look,
            Example,
        ),
        "poster": Picture(
            Text("The mean pictures.", "Die mittleren Bilder."),
            {"map": Array("uint8", (ACROSS * SIDE, ACROSS * SIDE))},
            poster,
        ),
    },
    actions={
        "put_centre": Action(
            Text("Put a centre", "Zentrum setzen"),
            Text("A centre moves onto an example.", "Ein Zentrum rückt auf ein Beispiel."),
            put_centre,
            Place,
        )
    },
    verify=verify,
    groups={"method": Text("Method", "Verfahren")},
    finished=lambda _, state: state.moved == 0,
    room=22,
    takes=Text("live, 1 s", "live, 1 s"),
    poster=("poster", "map"),
)
