"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, real, several, whole, words
from neurarium.lab.text import Text

DATA = {
    "digits": Text("Digits, 8 x 8", "Ziffern, 8 x 8"),
    "vehicles": Text("Vehicles, generated", "Fahrzeuge, erzeugt"),
    "fashion-mnist": Text("Fashion-MNIST", "Fashion-MNIST"),
    "mnist": Text("MNIST", "MNIST"),
    "cifar-10": Text("CIFAR-10", "CIFAR-10"),
    "own": Text("Own images", "Eigene Bilder"),
}
HEADS = {
    "classes": Text("Class", "Klasse"),
    "boxes": Text("Boxes", "Kästen"),
    "masks": Text("Masks", "Masken"),
    "classes-boxes": Text("Class and boxes", "Klasse und Kästen"),
    "classes-masks": Text("Class and masks", "Klasse und Masken"),
    "boxes-masks": Text("Boxes and masks", "Kästen und Masken"),
    "all": Text("All three", "Alle drei"),
}
AUGMENTATIONS = {
    "shift": Text("Shift", "Verschieben"),
    "turn": Text("Turn", "Drehen"),
    "scale": Text("Scale", "Vergrößern"),
    "flip": Text("Mirror", "Spiegeln"),
    "light": Text("Light", "Helligkeit"),
    "noise": Text("Noise", "Rauschen"),
    "erase": Text("Erase a patch", "Fleck löschen"),
}
OPTIMISERS = {
    "sgd": Text("Gradient descent (SGD)", "Gradientenabstieg (SGD)"),
    "momentum": Text("With momentum", "Mit Momentum"),
    "adam": Text("Adam", "Adam"),
    "adamw": Text("AdamW", "AdamW"),
}
SCHEDULES = {
    "constant": Text("Constant", "Konstant"),
    "cosine": Text("Cosine", "Kosinus"),
    "one-cycle": Text("One cycle", "Ein Zyklus"),
}
BATCHES = {str(size): Text(str(size), str(size)) for size in (16, 32, 64, 128, 256)}
SIZES = {"32": Text("32 pixels", "32 Pixel"), "64": Text("64 pixels", "64 Pixel")}
GROUPS = {
    "images": Text("Images", "Bilder"),
    "network": Text("Network", "Netz"),
    "training": Text("Training", "Training"),
}
LECTURE = "conv 16 3, relu, pool 2, conv 32 3, relu, pool 2, flatten"
WITH_CLASSES = tuple(name for name in HEADS if "classes" in name or name == "all")
WITH_BOXES = tuple(name for name in HEADS if "boxes" in name or name == "all")
WITH_MASKS = tuple(name for name in HEADS if "masks" in name or name == "all")


@dataclass(frozen=True)
class ConvNetSettings(Settings):
    data: str = choice(
        "digits",
        DATA,
        label=Text("Images", "Bilder"),
        help=Text(
            "What is learned from. Digits and vehicles are always there; the others are fetched once, or read from a folder.",
            "Woraus gelernt wird. Ziffern und Fahrzeuge sind immer da; die anderen werden einmal geholt oder aus einem "
            "Ordner gelesen.",
        ),
        group="images",
        restarts=True,
    )
    own: str = words(
        "",
        longest=64,
        label=Text("Own set", "Eigener Satz"),
        help=Text("The name of a set of your own images.", "Der Name eines Satzes eigener Bilder."),
        group="images",
        restarts=True,
        when=("data", ("own",)),
    )
    size: str = choice(
        "32",
        SIZES,
        label=Text("Size", "Größe"),
        help=Text("Rows and columns of each scene.", "Zeilen und Spalten jeder Szene."),
        group="images",
        restarts=True,
        when=("data", ("vehicles",)),
    )
    most: int = whole(
        1,
        low=1,
        high=2,
        label=Text("Vehicles in a scene", "Fahrzeuge je Szene"),
        help=Text("At most so many.", "Höchstens so viele."),
        group="images",
        restarts=True,
        when=("data", ("vehicles",)),
    )
    images: int = whole(
        0,
        low=0,
        high=60_000,
        step=100,
        zero=Text("all", "alle"),
        label=Text("Training images", "Trainingsbilder"),
        help=Text(
            "At most so many are learned from; 0: all there are (of vehicles 4,000 are generated). Validation and test "
            "images stay the same.",
            "Aus höchstens so vielen wird gelernt; 0: aus allen (von Fahrzeugen werden 4.000 erzeugt). Validierungs- und "
            "Testbilder bleiben dieselben.",
        ),
        group="images",
        restarts=True,
    )
    augment: tuple[str, ...] = several(
        (),
        AUGMENTATIONS,
        label=Text("Change at random", "Zufällig verändern"),
        help=Text(
            "Each time a training image is seen, it is changed a little (augmentation). Boxes and masks move with it; "
            "where boxes are learned, nothing is turned.",
            "Jedes Mal, wenn ein Trainingsbild gezeigt wird, wird es ein wenig verändert (Augmentierung). Kästen und "
            "Masken gehen mit; wo Kästen gelernt werden, wird nicht gedreht.",
        ),
        group="images",
    )
    shuffled: bool = flag(
        False,
        label=Text("Shuffled labels", "Vertauschte Antworten"),
        help=Text(
            "A control: the training labels are dealt out at random, so that there is nothing to learn.",
            "Zur Kontrolle: Die Antworten zu den Trainingsbildern werden zufällig verteilt, sodass es nichts zu lernen gibt.",
        ),
        group="images",
        restarts=True,
        folded=True,
    )
    layers: str = words(
        LECTURE,
        longest=600,
        label=Text("Layers", "Schichten"),
        help=Text(
            "The network from the image on, separated by commas: conv FILTERS SIZE [stride S] [pad P] [dilation D], relu, "
            "leaky, tanh, sigmoid, pool SIZE [stride S], average SIZE [stride S], batchnorm, layernorm, dropout PERCENT, "
            "global, flatten, dense UNITS. The output, a unit for each class and the softmax, is added.",
            "Das Netz vom Bild an, durch Kommas getrennt: conv FILTER GRÖSSE [stride S] [pad P] [dilation D], relu, leaky, "
            "tanh, sigmoid, pool GRÖSSE [stride S], average GRÖSSE [stride S], batchnorm, layernorm, dropout PROZENT, "
            "global, flatten, dense EINHEITEN. Die Ausgabe, eine Einheit je Klasse und der Softmax, kommt hinzu.",
        ),
        group="network",
        restarts=True,
        folded=True,  # the view has an editor
    )
    heads: str = choice(
        "classes",
        HEADS,
        label=Text("What it learns", "Was es lernt"),
        help=Text(
            "On the same layers: the class of the image, boxes around the vehicles, a mask of their pixels. Together, or "
            "alone.",
            "Auf denselben Schichten: die Klasse des Bildes, Kästen um die Fahrzeuge, eine Maske ihrer Pixel. Zusammen oder "
            "allein.",
        ),
        group="network",
        restarts=True,
        when=("data", ("vehicles",)),
    )
    optimiser: str = choice(
        "adam",
        OPTIMISERS,
        label=Text("Optimiser", "Optimierer"),
        help=Text("How slopes become steps.", "Wie aus Gefällen Schritte werden."),
        group="training",
    )
    learning_rate: float = real(
        0.003,
        low=0,
        high=10,
        marks=(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
        label=Text("Learning rate", "Lernrate"),
        help=Text("How far each step goes.", "Wie weit jeder Schritt geht."),
        group="training",
    )
    schedule: str = choice(
        "one-cycle",
        SCHEDULES,
        label=Text("Schedule", "Verlauf der Lernrate"),
        help=Text(
            "Cosine: falls from the learning rate to 0. One cycle: grows at first, then falls.",
            "Kosinus: fällt von der Lernrate auf 0. Ein Zyklus: wächst zuerst und fällt dann.",
        ),
        group="training",
    )
    epochs: int = whole(
        30,
        low=1,
        high=1000,
        label=Text("Epochs", "Epochen"),
        help=Text(
            "So often is each training image seen; then the run stands still. With more epochs it goes on.",
            "So oft wird jedes Trainingsbild gezeigt; dann steht der Lauf still. Mit mehr Epochen geht er weiter.",
        ),
        group="training",
    )
    batch: str = choice(
        "64",
        BATCHES,
        label=Text("Batch", "Batch"),
        help=Text("Images looked at in one step.", "Bilder, die ein Schritt ansieht."),
        group="training",
        restarts=True,
    )
    weight_decay: float = real(
        0.0,
        low=0,
        high=1,
        marks=(0.0, 0.0001, 0.001, 0.01, 0.05, 0.1),
        label=Text("Weight decay", "Gewichtszerfall"),
        help=Text("Pulls all weights a little towards 0.", "Zieht alle Gewichte ein wenig gegen 0."),
        group="training",
        folded=True,
    )
