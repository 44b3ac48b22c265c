"""A convolutional network on images: the network of the lecture, trained live and open to the last product.

LeCun et al. 1998 (convolution, pooling, fully connected layers, trained by backpropagation); ReLU after Nair & Hinton
2010, weights begin as in He et al. 2015. On the same layers it can learn boxes (in the manner of YOLO, Redmon et al.
2016) and masks (in the manner of feature pyramids, Lin et al. 2017). What the lecture shows as a figure is
`settings.LECTURE`; deviations: convolutions pad, so that even digits of 8 x 8 have room, and the loss is the
cross-entropy of a softmax.
"""

from __future__ import annotations

from typing import Any

from neurarium.lab.contract import Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.convnet.pictures import PICTURES
from neurarium.labs.convnet.scripts import EXPORTS
from neurarium.labs.convnet.settings import (
    GROUPS,
    WITH_BOXES,
    WITH_CLASSES,
    WITH_MASKS,
    ConvNetSettings,
)
from neurarium.labs.convnet.state import ConvNet


# What trains is imported when a run starts, and with it JAX: a lab that is only listed costs nothing.
def _start(settings: ConvNetSettings, seed: int) -> ConvNet:
    from neurarium.labs.convnet import training

    return training.start(settings, seed)


def _advance(settings: ConvNetSettings, state: ConvNet, steps: int) -> ConvNet:
    from neurarium.labs.convnet import training

    return training.advance(settings, state, steps)


def _measure(_: ConvNetSettings, state: ConvNet) -> dict[str, float]:
    from neurarium.labs.convnet import training

    return training.readings(state)


def _verify(settings: ConvNetSettings, state: ConvNet) -> None:
    from neurarium.labs.convnet import training

    training.verify(settings, state)


def _finished(settings: ConvNetSettings, state: ConvNet) -> bool:
    from neurarium.labs.convnet import training

    return training.finished(settings, state)


def _remedy(settings: ConvNetSettings) -> dict[str, Any]:
    return {"learning_rate": settings.learning_rate / 10}


def _accuracy(label: Text, help: Text) -> Reading:
    return Reading(label, help, lower_is_better=False, percent=True, when=("heads", WITH_CLASSES))


def _loss(label: Text, help: Text) -> Reading:
    return Reading(label, help, lower_is_better=True, when=("heads", WITH_CLASSES))


LAB = Lab(
    id="convnet",
    title=Text("A convolutional network", "Ein Faltungsnetz"),
    promise=Text(
        "A network learns to tell images apart, and every number inside of it can be looked at.",
        "Ein Netz lernt, Bilder zu unterscheiden, und jede Zahl darin lässt sich ansehen.",
    ),
    unit=Text("batch", "Batch"),
    units=Text("batches", "Batches"),
    Settings=ConvNetSettings,
    State=ConvNet,
    start=_start,
    advance=_advance,
    readings={
        "test_accuracy": _accuracy(
            Text("Test accuracy", "Testgenauigkeit"),
            Text(
                "The share of the test images that are told right, about once an epoch. For the report: choose settings by "
                "the validation accuracy.",
                "Der Anteil der Testbilder, die richtig erkannt werden, etwa einmal je Epoche. Für den Bericht: "
                "Einstellungen wählt man nach der Validierungsgenauigkeit.",
            ),
        ),
        "validation_accuracy": _accuracy(
            Text("Validation accuracy", "Validierungsgenauigkeit"),
            Text(
                "The same on the validation images, for choosing settings.",
                "Dasselbe auf den Validierungsbildern, zum Wählen der Einstellungen.",
            ),
        ),
        "train_loss": Reading(
            Text("Training loss, all heads", "Trainingsfehler, alle Köpfe"),
            Text(
                "Of all that is learned, a running mean over about fifty batches; for classes the cross-entropy in nats.",
                "Von allem, was gelernt wird, ein laufender Mittelwert über etwa fünfzig Batches; für Klassen die "
                "Kreuzentropie in Nat.",
            ),
            lower_is_better=True,
        ),
        "validation_loss": _loss(
            Text("Validation loss, classes", "Validierungsfehler, Klassen"),
            Text(
                "Mean cross-entropy of the classes of the validation images, in nats.",
                "Mittlere Kreuzentropie der Klassen der Validierungsbilder, in Nat.",
            ),
        ),
        "test_loss": _loss(
            Text("Test loss, classes", "Testfehler, Klassen"),
            Text("The same on the test images.", "Dasselbe auf den Testbildern."),
        ),
        "test_precision": Reading(
            Text("Test precision of boxes", "Testpräzision der Kästen"),
            Text(
                "Mean average precision: how well found boxes match the true ones, which count where they overlap by half "
                "(intersection over union), averaged over all sensitivities and classes.",
                "Mittlere durchschnittliche Präzision (mAP): wie gut gefundene Kästen zu den wahren passen; sie zählen, wo "
                "sie sich zur Hälfte überdecken (Schnitt durch Vereinigung), gemittelt über alle Empfindlichkeiten und "
                "Klassen.",
            ),
            lower_is_better=False,
            percent=True,
            when=("heads", WITH_BOXES),
        ),
        "validation_precision": Reading(
            Text("Validation precision of boxes", "Validierungspräzision der Kästen"),
            Text("The same on the validation images.", "Dasselbe auf den Validierungsbildern."),
            lower_is_better=False,
            percent=True,
            when=("heads", WITH_BOXES),
        ),
        "test_overlap": Reading(
            Text("Test overlap of masks", "Testüberdeckung der Masken"),
            Text(
                "Mean intersection over union of the found and the true pixels of each class, background among them.",
                "Mittlerer Quotient aus Schnitt und Vereinigung der gefundenen und der wahren Pixel jeder Klasse, der "
                "Hintergrund eingeschlossen.",
            ),
            lower_is_better=False,
            percent=True,
            when=("heads", WITH_MASKS),
        ),
        "validation_overlap": Reading(
            Text("Validation overlap of masks", "Validierungsüberdeckung der Masken"),
            Text("The same on the validation images.", "Dasselbe auf den Validierungsbildern."),
            lower_is_better=False,
            percent=True,
            when=("heads", WITH_MASKS),
        ),
    },
    measure=_measure,
    pictures=PICTURES,
    exports=EXPORTS,
    verify=_verify,
    remedy=_remedy,
    finished=_finished,
    groups=GROUPS,
    opening={"augment": ["shift", "turn", "scale"], "learning_rate": 0.01},
    room=6,
    takes=Text("live, 20 s", "live, 20 s"),
    poster=("poster", "map"),
)
