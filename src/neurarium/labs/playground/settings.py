"""What a visitor may choose, as in the original and beyond; its narrower limits stand in the help texts."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, real, sequence, several, sizes, whole, words
from neurarium.lab.text import Text
from neurarium.labs.playground.options import (
    ACTIVATION_NAMES,
    CLASSES_DATASETS,
    DATASETS,
    FEATURE_NAMES,
    LOSSES,
    MARKS,
    OPTIMISERS,
    PENALTIES,
    PROBLEMS,
    REGRESSION_DATASETS,
)


@dataclass(frozen=True)
class PlaygroundSettings(Settings):
    problem: str = choice(
        "classification",
        PROBLEMS,
        label=Text("Problem", "Aufgabe"),
        help=Text(
            "Classification: orange or blue? Regression: which number? Several classes: which of three or more colours? The "
            "output neuron bends its sum with tanh for a classification and leaves it straight for a regression; several "
            "classes have an output neuron each.",
            "Klassifikation: orange oder blau? Regression: welche Zahl? Mehrere Klassen: welche von drei oder mehr Farben? "
            "Das Ausgabeneuron verbiegt seine Summe bei einer Klassifikation mit tanh und lässt sie bei einer Regression "
            "gerade; bei mehreren Klassen hat jede ihr Ausgabeneuron.",
        ),
        group="data",
        restarts=True,
    )
    dataset: str = choice(
        "circle",
        DATASETS,
        label=Text("Data set", "Datensatz"),
        help=Text(
            "500 points of two classes. Two clouds can be parted by a straight line, the others cannot.",
            "500 Punkte aus zwei Klassen. Zwei Wolken trennt eine Gerade, die anderen nicht.",
        ),
        when=("problem", ("classification",)),
        group="data",
        restarts=True,
    )
    regression_dataset: str = choice(
        "plane",
        REGRESSION_DATASETS,
        label=Text("Data set for regression", "Datensatz für Regression"),
        when=("problem", ("regression",)),
        help=Text(
            "1,200 points with a number between -1 and 1, used when the problem is regression.",
            "1.200 Punkte mit einer Zahl zwischen −1 und 1, benutzt bei der Aufgabe Regression.",
        ),
        group="data",
        restarts=True,
    )
    classes_dataset: str = choice(
        "clouds",
        CLASSES_DATASETS,
        label=Text("Data set of several classes", "Datensatz mit mehreren Klassen"),
        when=("problem", ("classes",)),
        help=Text(
            "500 points of several classes. Clouds lie side by side, rings one within the other, spiral arms turn around "
            "the middle.",
            "500 Punkte aus mehreren Klassen. Wolken liegen nebeneinander, Ringe ineinander, Spiralarme drehen sich um die "
            "Mitte.",
        ),
        group="data",
        restarts=True,
    )
    classes: int = whole(
        3,
        low=3,
        high=6,
        label=Text("Classes", "Klassen"),
        when=("problem", ("classes",)),
        help=Text("How many classes there are.", "Wie viele Klassen es gibt."),
        group="data",
        restarts=True,
    )
    noise: int = whole(
        0,
        low=0,
        high=80,
        step=5,
        label=Text("Noise", "Rauschen"),
        help=Text(
            "In percent. Noise makes some labels wrong (in spirals it moves the points, clouds it widens), so that no network can be right everywhere. The original's slider ends at 50.",
            "In Prozent. Rauschen macht einige Klassen falsch (bei Spiralen verschiebt es die Punkte, Wolken macht es "
            "breiter), sodass kein Netz überall recht haben kann. Der Regler des Originals endet "
            "bei 50.",
        ),
        group="data",
        restarts=True,
    )
    train_share: int = whole(
        50,
        low=10,
        high=90,
        step=10,
        label=Text("Training share", "Trainingsanteil"),
        help=Text(
            "How many percent of the points the network learns from; the others only test it.",
            "Aus wie viel Prozent der Punkte das Netz lernt; die übrigen prüfen es nur.",
        ),
        group="data",
        restarts=True,
    )
    original_seed: str = words(
        longest=40,
        label=Text("Seed of the original", "Startwert des Originals"),
        help=Text(
            "The 'seed' of a TensorFlow Playground link, such as 0.12345: gives the very same points and first weights. "
            "Empty: this run's own seed.",
            "Der 'seed' eines Links von TensorFlow Playground, etwa 0.12345: ergibt genau dieselben Punkte und ersten "
            "Gewichte. Leer: der eigene Startwert dieses Laufs.",
        ),
        group="data",
        restarts=True,
        folded=True,
    )
    features: tuple[str, ...] = several(
        ("x", "y"),
        FEATURE_NAMES,
        fewest=1,
        label=Text("What the network sees", "Was das Netz sieht"),
        help=Text(
            "What the network gets to see of a point. The right feature can replace a whole layer.",
            "Was das Netz von einem Punkt zu sehen bekommt. Das richtige Merkmal kann eine ganze Schicht ersetzen.",
        ),
        group="features",
        restarts=True,
    )
    hidden: tuple[int, ...] = sizes(
        (4, 2),
        low=1,
        high=32,
        longest=10,
        label=Text("Hidden layers", "Verdeckte Schichten"),
        help=Text(
            "How many neurons each hidden layer has; without one, the network can only draw a straight line. The original "
            "has up to 6 layers of 8.",
            "Wie viele Neuronen jede verdeckte Schicht hat; ohne eine kann das Netz nur eine Gerade ziehen. Das Original "
            "hat bis zu 6 Schichten mit je 8.",
        ),
        group="network",
        restarts=True,
    )
    activation: str = choice(
        "tanh",
        ACTIVATION_NAMES,
        label=Text("Activation", "Aktivierung"),
        help=Text(
            "How each hidden neuron bends its sum. With 'linear' many layers can do no more than one.",
            "Wie jedes verdeckte Neuron seine Summe verbiegt. Mit 'Linear' können viele Schichten nicht mehr als eine.",
        ),
        group="network",
        restarts=True,
    )
    layer_activations: tuple[str, ...] = sequence(
        (),
        ACTIVATION_NAMES,
        longest=10,
        label=Text("Activation of each layer", "Aktivierung je Schicht"),
        help=Text(
            "Another activation for the first hidden layer, the second, and so on. Layers beyond the list have the one "
            "chosen above.",
            "Eine andere Aktivierung für die erste verdeckte Schicht, die zweite und so fort. Schichten über die Liste "
            "hinaus haben die oben gewählte.",
        ),
        group="network",
        restarts=True,
        folded=True,
    )
    init_zero: bool = flag(
        False,
        label=Text("Begin with zeros", "Mit Nullen beginnen"),
        help=Text(
            "All weights and biases begin at 0. Then all neurons of a layer learn the same: this is why weights begin at "
            "random.",
            "Alle Gewichte und Biaswerte beginnen bei 0. Dann lernen alle Neuronen einer Schicht dasselbe: Deshalb "
            "beginnen Gewichte zufällig.",
        ),
        group="network",
        restarts=True,
        folded=True,
    )
    loss: str = choice(
        "squared",
        LOSSES,
        label=Text("Loss", "Fehlermaß"),
        when=("problem", ("classification", "classes")),
        help=Text(
            "What training makes small. Squared error, as in the original: half the squared difference from the target. "
            "Cross-entropy: how surprised the network is by the right answer, in nats; being surely wrong costs most.",
            "Was das Training klein macht. Quadratischer Fehler, wie im Original: das halbe Quadrat des Abstands vom "
            "Zielwert. Kreuzentropie: wie sehr die richtige Antwort das Netz überrascht, in Nat; am teuersten ist es, sich "
            "sicher zu irren.",
        ),
        group="training",
        restarts=True,
    )
    optimiser: str = choice(
        "sgd",
        OPTIMISERS,
        label=Text("Optimiser", "Optimierer"),
        help=Text(
            "How gradients become steps. Gradient descent follows the slope. Momentum (0.9) keeps going in the direction "
            "of earlier steps. RMSProp (0.9) and Adam (0.9, 0.999) give each weight a step length of its own: choose a "
            "smaller learning rate with them.",
            "Wie aus Gradienten Schritte werden. Gradientenabstieg folgt dem Gefälle. Momentum (0,9) behält die Richtung "
            "früherer Schritte bei. RMSProp (0,9) und Adam (0,9 und 0,999) geben jedem Gewicht seine eigene Schrittlänge: "
            "Mit ihnen eine kleinere Lernrate wählen.",
        ),
        group="training",
        restarts=True,
    )
    learning_rate: float = real(
        0.03,
        low=0,
        high=10,
        marks=(0.00001, 0.0001, *MARKS),
        label=Text("Learning rate", "Lernrate"),
        help=Text(
            "How far the weights are turned at each step. Too small is slow, too large jumps over the goal.",
            "Wie weit die Gewichte bei jedem Schritt gedreht werden. Zu klein ist langsam, zu groß springt über das Ziel.",
        ),
        group="training",
    )
    batch: int = whole(
        10,
        low=1,
        high=512,
        label=Text("Batch size", "Stapelgröße"),
        help=Text(
            "How many points are looked at before the weights are turned by their mean gradient. At most all training "
            "points. The original ends at 30.",
            "Wie viele Punkte angesehen werden, bevor die Gewichte um ihren mittleren Gradienten gedreht werden. "
            "Höchstens alle Trainingspunkte. Das Original endet bei 30.",
        ),
        group="training",
        restarts=True,
    )
    regularisation: str = choice(
        "none",
        PENALTIES,
        label=Text("Regularisation", "Regularisierung"),
        help=Text(
            "A steady pull of all weights towards 0. L1 pulls all equally and switches off for good those that reach 0; "
            "L2 pulls large ones harder.",
            "Ein ständiger Zug aller Gewichte zur 0. L1 zieht an allen gleich und schaltet ab, was 0 erreicht; L2 zieht "
            "an großen stärker.",
        ),
        group="training",
        restarts=True,
    )
    regularisation_rate: float = real(
        0.0,
        low=0,
        high=10,
        marks=(0.0, *MARKS),
        label=Text("Regularisation rate", "Regularisierungsrate"),
        when=("regularisation", ("l1", "l2")),
        help=Text("How strong the pull is.", "Wie stark der Zug ist."),
        group="training",
        restarts=True,
    )
    dropout: float = real(
        0.0,
        low=0,
        high=0.8,
        marks=(0.0, 0.1, 0.2, 0.3, 0.4, 0.5),
        label=Text("Dropout", "Dropout"),
        help=Text(
            "The share of hidden neurons that are switched off at random for each point while training (the others get "
            "louder), so that none relies on one other. Tests and pictures use all neurons.",
            "Welcher Anteil der verdeckten Neuronen im Training für jeden Punkt zufällig abgeschaltet wird (die übrigen "
            "werden lauter), damit sich keines auf ein einzelnes anderes verlässt. Test und Bilder nutzen alle Neuronen.",
        ),
        group="training",
        folded=True,
    )
