"""X or O?: the lecture's first convolutional network, to the last ninth; and the same network with learned filters.

Brandon Rohrer, "How do convolutional neural networks work?", 2016: the pictures, the filters, the arithmetic and the
voters are his; his figures were read pixel by pixel, pictures here are drawn anew. He shows values cut off after two
decimals (7/9 is 0.77). Deviations: where he prints a stack of convolutions that leaves 2 x 2, the numbers are those of
filtering, ReLU, pooling, pooling, and so it is built; a further convolution slides each filter over its own map; the
votes .92 and .51 of his slide do not follow from the values printed beside them (`slide`).
"""

from __future__ import annotations

from neurarium.lab.contract import Export, Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.x_or_o import exports, model
from neurarium.labs.x_or_o.actions import ACTIONS
from neurarium.labs.x_or_o.learned import LEARNED
from neurarium.labs.x_or_o.pictures import WORKED
from neurarium.labs.x_or_o.settings import GROUPS, XOrOSettings

LAB = Lab(
    id="x-or-o",
    title=Text("X or O?", "X oder O?"),
    promise=Text(
        "A convolutional network by hand, every number of it; then it learns its own filters.",
        "Ein Faltungsnetz von Hand, mit jeder Zahl; dann lernt es eigene Filter.",
    ),
    unit=Text("step", "Schritt"),
    units=Text("steps", "Schritte"),
    Settings=XOrOSettings,
    State=model.XOrO,
    start=model.start,
    advance=model.advance,
    readings={
        "test_accuracy": Reading(
            Text("Test accuracy", "Testgenauigkeit"),
            Text(
                "The share of 2,000 unseen letters that are told right. For the report: choose settings by the validation "
                "accuracy.",
                "Der Anteil von 2.000 ungesehenen Buchstaben, die richtig erkannt werden. Für den Bericht: Einstellungen "
                "wählt man nach der Validierungsgenauigkeit.",
            ),
            lower_is_better=False,
            percent=True,
        ),
        "validation_accuracy": Reading(
            Text("Validation accuracy", "Validierungsgenauigkeit"),
            Text(
                "The same on 1,000 other unseen letters, for choosing settings.",
                "Dasselbe auf 1.000 anderen ungesehenen Buchstaben, zum Wählen der Einstellungen.",
            ),
            lower_is_better=False,
            percent=True,
        ),
        "train_accuracy": Reading(
            Text("Training accuracy", "Trainingsgenauigkeit"),
            Text(
                "The same on the letters that are learned from.", "Dasselbe auf den Buchstaben, aus denen gelernt wird."
            ),
            lower_is_better=False,
            percent=True,
        ),
        "test_loss": Reading(
            Text("Test loss", "Testfehler"),
            Text(
                "Mean cross-entropy of both votes in nats; always answering 0.5 gives 0.693.",
                "Mittlere Kreuzentropie beider Stimmen in Nat; immer 0,5 zu antworten ergibt 0,693.",
            ),
            lower_is_better=True,
        ),
        "train_loss": Reading(
            Text("Training loss", "Trainingsfehler"),
            Text(
                "The same on the letters that are learned from.", "Dasselbe auf den Buchstaben, aus denen gelernt wird."
            ),
            lower_is_better=True,
        ),
    },
    measure=model.measure,
    pictures={**WORKED, **LEARNED},
    verify=model.verify,
    actions=ACTIONS,
    exports={
        "tables": Export(Text("Tables", "Tabellen"), ".csv", exports.tables_csv),
        "weights": Export(Text("Learned weights", "Gelernte Gewichte"), ".json", exports.weights_json),
    },
    change=model.change,
    remedy=model.remedy,
    groups=GROUPS,
    room=5,
    takes=Text("live, 5 s", "live, 5 s"),
    poster=("poster", "map"),
)
