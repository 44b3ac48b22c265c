"""The Playground: a small network learns to tell two colours apart, as in TensorFlow Playground.

Daniel Smilkov, Shan Carter and others, 2016, https://playground.tensorflow.org. Same data, same network, same
arithmetic. Deviations: up to 10 layers of 32 neurons, batches of up to 512; a batch larger than the training set means
all of it (the original would never take a step). Beyond it: further activations, one for each layer, cross-entropy,
several classes, momentum, RMSProp and Adam, dropout.
"""

from __future__ import annotations

from neurarium.lab.contract import Export, Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.playground import model, original, table, weights
from neurarium.labs.playground.actions import ACTIONS
from neurarium.labs.playground.options import GROUPS
from neurarium.labs.playground.pictures import PICTURES
from neurarium.labs.playground.scripts import SCRIPTS
from neurarium.labs.playground.settings import PlaygroundSettings

LAB = Lab(
    id="playground",
    title=Text("Playground", "Spielwiese"),
    promise=Text(
        "A small network learns to tell two colours apart, before your eyes.",
        "Ein kleines Netz lernt vor deinen Augen, zwei Farben zu unterscheiden.",
    ),
    unit=Text("epoch", "Epoche"),
    units=Text("epochs", "Epochen"),
    Settings=PlaygroundSettings,
    State=model.Playground,
    start=model.start,
    advance=model.advance,
    readings={
        "test_loss": Reading(
            Text("Test loss", "Testfehler"),
            Text(
                "The mean loss over points that the network never learns from. Squared: half the squared error, always "
                "answering 0 gives 0.5 in a classification. Cross-entropy: in nats, guessing between two gives 0.693.",
                "Mittlerer Fehler über Punkte, aus denen das Netz nie lernt. Quadratisch: das halbe Quadrat; immer 0 zu "
                "antworten ergibt 0,5 in einer Klassifikation. Kreuzentropie: in Nat; Raten zwischen zweien ergibt 0,693.",
            ),
            lower_is_better=True,
        ),
        "train_loss": Reading(
            Text("Training loss", "Trainingsfehler"),
            Text(
                "The mean loss over the points that the network learns from; no penalty is added.",
                "Mittlerer Fehler über die Punkte, aus denen das Netz lernt; ohne Regularisierung.",
            ),
            lower_is_better=True,
        ),
        "test_accuracy": Reading(
            Text("Test accuracy", "Testgenauigkeit"),
            Text(
                "The share of test points that get the right class.",
                "Der Anteil der Testpunkte, die die richtige Klasse bekommen.",
            ),
            lower_is_better=False,
            percent=True,
            when=("problem", ("classification", "classes")),
        ),
        "train_accuracy": Reading(
            Text("Training accuracy", "Trainingsgenauigkeit"),
            Text(
                "The share of training points that get the right class.",
                "Der Anteil der Trainingspunkte, die die richtige Klasse bekommen.",
            ),
            lower_is_better=False,
            percent=True,
            when=("problem", ("classification", "classes")),
        ),
        "test_r2": Reading(
            Text("Test R²", "Test-R²"),
            Text(
                "The share of the test labels' variance that the answers explain: 1 is perfect, 0 is no better than always "
                "answering their mean.",
                "Der Anteil der Varianz der Testwerte, den die Antworten erklären: 1 ist vollkommen, 0 nicht besser, als "
                "immer ihren Mittelwert zu antworten.",
            ),
            lower_is_better=False,
            when=("problem", ("regression",)),
        ),
    },
    measure=model.measure,
    best=model.best,
    pictures=PICTURES,
    verify=model.verify,
    actions=ACTIONS,
    exports={
        "points": Export(Text("Points", "Punkte"), ".csv", lambda _, state: table.points_csv(state.points)),
        "weights": Export(
            Text("Weights", "Gewichte"),
            ".json",
            lambda settings, state: weights.weights_json(
                model.layer_sizes(settings), state.network.weights, state.network.biases
            ),
        ),
    },
    scripts=SCRIPTS,
    change=model.change,
    remedy=model.remedy,
    read_link=original.read_link,
    groups=GROUPS,
    opening={"dataset": "circle", "hidden": (4, 2)},
    room=1,
    takes=Text("live, 5 s", "live, 5 s"),
    poster=("output", "map"),
)
