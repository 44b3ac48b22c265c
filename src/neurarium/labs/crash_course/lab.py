"""The crash course: which is the smallest network that learns four noisy quadrants?

Exercise of Google's Machine Learning Crash Course (playground exercises, "a first neural network", task 4: the smallest
network with a test loss of 0.177 or lower). The course's embedded settings are not published; noise 35 and a rate of 0.03
are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Array, Arrays, Export, Lab, Picture, Reading
from neurarium.lab.settings import Settings, choice, real, whole
from neurarium.lab.text import Refusal, Text
from neurarium.labs.crash_course import search
from neurarium.labs.playground.options import ACTIVATION_NAMES, DATASETS, MARKS
from neurarium.labs.playground.settings import PlaygroundSettings

FEATURES = 2  # x and y


@dataclass(frozen=True)
class SearchSettings(Settings):
    target: float = real(
        0.177,
        low=0,
        high=2,
        label=Text("Target", "Ziel"),
        help=Text(
            "A network has succeeded if its test loss is not above this.",
            "Ein Netz hat es geschafft, wenn sein Testfehler nicht darüber liegt.",
        ),
        group="task",
    )
    dataset: str = choice(
        "xor",
        DATASETS,
        label=Text("Data set", "Datensatz"),
        help=Text("The points of the Playground.", "Die Punkte der Spielwiese."),
        group="task",
        restarts=True,
    )
    noise: int = whole(
        35,
        low=0,
        high=80,
        step=5,
        label=Text("Noise", "Rauschen"),
        help=Text("In percent, as in the Playground.", "In Prozent, wie in der Spielwiese."),
        group="task",
        restarts=True,
    )
    points_seed: int = whole(
        49,
        low=0,
        high=9999,
        label=Text("Seed of the points", "Startwert der Punkte"),
        help=Text(
            "All networks see the same points. With other points another loss is within reach.",
            "Alle Netze sehen dieselben Punkte. Mit anderen Punkten ist ein anderer Fehler erreichbar.",
        ),
        group="task",
        restarts=True,
        folded=True,
    )
    widest: int = whole(
        4,
        low=1,
        high=6,
        label=Text("Widest layer", "Breiteste Schicht"),
        help=Text(
            "All shapes of one and two hidden layers of up to so many neurons are tried.",
            "Alle Formen mit einer und zwei verdeckten Schichten bis zu dieser Breite werden versucht.",
        ),
        group="search",
        restarts=True,
    )
    beginnings: int = whole(
        32,
        low=1,
        high=128,
        label=Text("Beginnings", "Anfänge"),
        help=Text(
            "Each shape is trained from so many random beginnings.",
            "Jede Form wird von so vielen zufälligen Anfängen aus trainiert.",
        ),
        group="search",
        restarts=True,
    )
    epochs: int = whole(
        1000,
        low=10,
        high=3000,
        step=10,
        label=Text("Epochs", "Epochen"),
        help=Text("How long each network is trained.", "Wie lange jedes Netz trainiert wird."),
        group="search",
        restarts=True,
    )
    activation: str = choice(
        "relu",
        ACTIVATION_NAMES,
        label=Text("Activation", "Aktivierung"),
        help=Text("How each hidden neuron bends its sum.", "Wie jedes verdeckte Neuron seine Summe verbiegt."),
        group="search",
        restarts=True,
    )
    learning_rate: float = real(
        0.03,
        low=0,
        high=10,
        marks=MARKS,
        label=Text("Learning rate", "Lernrate"),
        help=Text("As in the Playground.", "Wie in der Spielwiese."),
        group="search",
        restarts=True,
    )


@dataclass(frozen=True)
class Search:
    """Test losses in the order of training: beginning by beginning, in each all shapes."""

    losses: np.ndarray  # float64 [seeds, shapes]; 0 where nothing was trained yet, -1 for one that left the numbers
    trained: int
    seed: int


def start(settings: SearchSettings, seed: int) -> Search:
    return Search(np.zeros((settings.beginnings, len(search.shapes(settings.widest)))), 0, seed)


def task(settings: SearchSettings) -> search.Task:
    playground = PlaygroundSettings(
        dataset=settings.dataset,
        noise=settings.noise,
        activation=settings.activation,
        learning_rate=settings.learning_rate,
    )
    return search.Task(playground, settings.points_seed, settings.epochs)


def advance(settings: SearchSettings, state: Search, trainings: int) -> Search:
    """Train the next networks; after the last one nothing happens any more."""
    shapes = search.shapes(settings.widest)
    losses = state.losses.copy()
    last = min(state.trained + trainings, losses.size)
    for index in range(state.trained, last):
        beginning, shape = divmod(index, len(shapes))
        loss = search.final_test_loss(task(settings), shapes[shape], state.seed + beginning)
        losses[beginning, shape] = loss if np.isfinite(loss) else -1.0
    return replace(state, losses=losses, trained=last)


def counts(settings: SearchSettings, state: Search) -> tuple[np.ndarray, np.ndarray]:
    """int64 [shapes], twice: how many networks of each shape were trained, and how many succeeded."""
    done = np.arange(state.losses.size).reshape(state.losses.shape) < state.trained
    succeeded = done & (state.losses >= 0) & (state.losses <= settings.target)
    return done.sum(0), succeeded.sum(0)


def measure(settings: SearchSettings, state: Search) -> dict[str, float]:
    trained, succeeded = counts(settings, state)
    losses = state.losses.ravel()[: state.trained]
    finite = losses[losses >= 0]
    chance = {"best_chance": float(np.max(succeeded / np.maximum(trained, 1)))} if state.trained else {}
    return chance | ({"best_loss": float(finite.min())} if len(finite) else {})


def change(state: Search, old: SearchSettings, new: SearchSettings, seed: int) -> Search:
    """Another target needs no training; everything else does."""
    return state if replace(old, target=new.target) == new else start(new, seed)


def chances(settings: SearchSettings, state: Search, _: Settings) -> Arrays:
    shapes = search.shapes(settings.widest)
    trained, succeeded = counts(settings, state)
    low, high = search.wilson(succeeded, trained)
    return {
        "shapes": np.array([[*shape, 0][:2] for shape in shapes], np.int64),
        "numbers": np.array([search.numbers(FEATURES, shape) for shape in shapes], np.int64),
        "trained": trained.astype(np.int64),
        "succeeded": succeeded.astype(np.int64),
        "low": low,
        "high": high,
        "total": np.array([state.losses.size], np.int64),
    }


def grid(settings: SearchSettings, state: Search, _: Settings) -> Arrays:
    trained, succeeded = counts(settings, state)
    codes = np.full((settings.widest, settings.widest + 1), 127, np.uint8)
    for shape, share in zip(search.shapes(settings.widest), succeeded / np.maximum(trained, 1), strict=True):
        codes[shape[0] - 1, shape[1] if len(shape) > 1 else 0] = 127 + round(127 * float(share))
    return {"map": codes}


def verify(settings: SearchSettings, state: Search) -> None:
    shape = (settings.beginnings, len(search.shapes(settings.widest)))
    if state.losses.shape != shape or state.losses.dtype != np.float64 or not 0 <= state.trained <= state.losses.size:
        raise Refusal(Text("The losses do not fit the settings.", "Die Fehler passen nicht zu den Einstellungen."))


def table(settings: SearchSettings, state: Search) -> str:
    """CSV: a line a shape with its successes and the 95 % interval of its chance."""
    shown = chances(settings, state, Settings())
    lines = ["shape,weights_and_biases,trained,succeeded,chance_low,chance_high"]
    for index, shape in enumerate(search.shapes(settings.widest)):
        cells = [shown[key][index].item() for key in ("numbers", "trained", "succeeded", "low", "high")]
        lines.append(",".join(["-".join(map(str, shape)), *map(repr, cells)]))
    return "\n".join(lines) + "\n"


LAB = Lab(
    id="crash-course",
    title=Text("The smallest network", "Das kleinste Netz"),
    promise=Text(
        "Trains every small shape from many beginnings and counts how often it succeeds.",
        "Trainiert jede kleine Form von vielen Anfängen aus und zählt, wie oft es gelingt.",
    ),
    unit=Text("training", "Training"),
    units=Text("trainings", "Trainings"),
    Settings=SearchSettings,
    State=Search,
    start=start,
    advance=advance,
    readings={
        "best_chance": Reading(
            Text("Best chance", "Beste Chance"),
            Text("The largest share of successes of any shape.", "Der größte Anteil an Erfolgen einer Form."),
            lower_is_better=False,
            percent=True,
        ),
        "best_loss": Reading(
            Text("Lowest test loss", "Kleinster Testfehler"),
            Text(
                "The lowest test loss of any network so far.",
                "Der kleinste Testfehler eines Netzes bisher.",
            ),
            lower_is_better=True,
        ),
    },
    measure=measure,
    pictures={
        "chances": Picture(
            Text(
                "Each shape's successes and the 95 % interval of its chance.",
                "Die Erfolge jeder Form und das 95-%-Intervall ihrer Chance.",
            ),
            {
                "shapes": Array("int64", ("shapes", 2)),
                "numbers": Array("int64", ("shapes",)),
                "trained": Array("int64", ("shapes",)),
                "succeeded": Array("int64", ("shapes",)),
                "low": Array("float64", ("shapes",)),
                "high": Array("float64", ("shapes",)),
                "total": Array("int64", (1,)),
            },
            chances,
        ),
        "grid": Picture(
            Text(
                "Share of successes: a row a width of the first layer, a column a width of the second, 0 first.",
                "Anteil der Erfolge: je Breite der ersten Schicht eine Zeile, je Breite der zweiten eine Spalte, 0 zuerst.",
            ),
            {"map": Array("uint8", ("rows", "columns"))},
            grid,
        ),
    },
    verify=verify,
    finished=lambda _, state: state.trained == state.losses.size,
    exports={"chances": Export(Text("Chances", "Chancen"), ".csv", table)},
    change=change,
    groups={"task": Text("Task", "Aufgabe"), "search": Text("Search", "Suche")},
    room=2,
    takes=Text("live, 20 s", "live, 20 s"),
    poster=("grid", "map"),
)
