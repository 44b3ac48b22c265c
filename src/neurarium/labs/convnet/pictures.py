"""What the view may ask for. The promises stand here; what draws them is imported when it is asked for, with JAX."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from neurarium.lab.contract import Array, Arrays, Picture
from neurarium.lab.settings import Settings
from neurarium.lab.text import Text
from neurarium.labs.convnet.requests import Explained, OfChannel, OfLayer, Place, Sample, Unit, Which

Draw = Callable[[Any, Any, Any], Arrays]
IMAGE = ("height", "width", "channels")
WINDOW = ("sources", "rows", "columns")


def _later(module: str, name: str) -> Draw:
    def draw(settings: Any, state: Any, request: Any) -> Arrays:
        found: Draw = getattr(importlib.import_module(f"neurarium.labs.convnet.{module}"), name)
        return found(settings, state, request)

    return draw


def _picture(
    module: str, name: str, help: Text, arrays: dict[str, tuple[str, tuple[int | str, ...]]], request: type = Settings
) -> Picture[Any, Any]:
    promised = {key: Array(dtype, shape) for key, (dtype, shape) in arrays.items()}
    return Picture(help, promised, _later(module, name), request)


PICTURES = {
    "layers": _picture(
        "shown",
        "layers",
        Text(
            "A row a layer: kind (0 input, 1 conv, 2 pool, 3 average, 4 relu, 5 leaky, 6 tanh, 7 sigmoid, 8 batchnorm, 9 "
            "layernorm, 10 dropout, 11 flatten, 12 global, 13 dense, 14 softmax, 15 boxes, 16 masks), height, width, "
            "channels, parameters, size of the window, stride, padding, dilation, receptive field, jump, first pixel of "
            "the first field, where its values begin in `maps`, and which item of the setting it is (-1: none).",
            "Eine Zeile je Schicht: Art (0 Eingabe, 1 conv, 2 pool, 3 average, 4 relu, 5 leaky, 6 tanh, 7 sigmoid, 8 "
            "batchnorm, 9 layernorm, 10 dropout, 11 flatten, 12 global, 13 dense, 14 Softmax, 15 Kästen, 16 Masken), Höhe, "
            "Breite, Kanäle, Parameter, Fenstergröße, Schrittweite, Padding, Dilatation, rezeptives Feld, Sprung, erstes Pixel "
            "des ersten Feldes, wo ihre Werte in `maps` beginnen, und welcher Eintrag der Einstellung sie ist (-1: keiner).",
        ),
        {"table": ("int64", ("layers", 14))},
    ),
    "maps": _picture(
        "shown",
        "maps",
        Text(
            "An image and every value of every layer for it: codes from 0 to 254, 127 is 0, 254 the layer's reach; layer "
            "after layer, each map by map. With the right answer (-1: unknown) and the answer's probabilities.",
            "Ein Bild und jeder Wert jeder Schicht dazu: Codes von 0 bis 254, 127 ist 0, 254 die Reichweite der Schicht; "
            "Schicht für Schicht, jeweils Karte für Karte. Mit der richtigen Antwort (-1: unbekannt) und den "
            "Wahrscheinlichkeiten der Antwort.",
        ),
        {
            "codes": ("uint8", ("cells",)),
            "reach": ("float64", ("shown",)),
            "pixels": ("uint8", IMAGE),
            "label": ("int64", (1,)),
            "probabilities": ("float64", ("classes",)),
        },
        Which,
    ),
    "image": _picture(
        "shown",
        "image",
        Text(
            "An image, its right answer (-1: unknown), and how many images there are for training, validation and test.",
            "Ein Bild, seine richtige Antwort (-1: unbekannt), und wie viele Bilder für Training, Validierung und Test da "
            "sind.",
        ),
        {"pixels": ("uint8", IMAGE), "label": ("int64", (1,)), "counts": ("int64", (3,))},
        Which,
    ),
    "planes": _picture(
        "shown",
        "planes",
        Text(
            "An image as the computer sees it: each plane's numbers from 0 to 255, and what the network gets: (number / 255 "
            "- mean) / deviation.",
            "Ein Bild, wie es der Computer sieht: die Zahlen jeder Ebene von 0 bis 255, und was das Netz bekommt: (Zahl / "
            "255 - Mittelwert) / Standardabweichung.",
        ),
        {
            "values": ("uint8", ("channels", "height", "width")),
            "inputs": ("float64", ("channels", "height", "width")),
            "mean": ("float64", ("channels",)),
            "deviation": ("float64", ("channels",)),
        },
        Which,
    ),
    "names": _picture(
        "shown",
        "names",
        Text(
            "The names of the classes in both languages, as JSON in UTF-8; and how the images were split.",
            "Die Namen der Klassen in beiden Sprachen, als JSON in UTF-8; und wie die Bilder aufgeteilt wurden.",
        ),
        {"json": ("uint8", ("bytes",)), "about": ("uint8", ("letters",))},
    ),
    "progress": _picture(
        "shown",
        "progress",
        Text(
            "Steps, steps an epoch, steps planned, images for training, validation and test, step of the last measurement; "
            "and the learning rate now.",
            "Schritte, Schritte je Epoche, geplante Schritte, Bilder für Training, Validierung und Test, Schritt der "
            "letzten Messung; und die Lernrate jetzt.",
        ),
        {"numbers": ("int64", (7,)), "rate": ("float64", (1,))},
    ),
    "probabilities": _picture(
        "shown",
        "probabilities",
        Text("The answer for an image.", "Die Antwort zu einem Bild."),
        {
            "probabilities": ("float64", ("classes",)),
            "logits": ("float64", ("classes",)),
            "label": ("int64", (1,)),
        },
        Which,
    ),
    "samples": _picture(
        "shown",
        "samples",
        Text("Training images as the network sees them.", "Trainingsbilder, wie das Netz sie sieht."),
        {"pixels": ("uint8", ("samples", *IMAGE)), "labels": ("int64", ("samples",))},
        Sample,
    ),
    "filters": _picture(
        "inside",
        "filters",
        Text(
            "A layer's weights, filter by filter; none where it has none. Of a dense layer the first 64 units and 4,096 "
            "inputs.",
            "Die Gewichte einer Schicht, Filter für Filter; keine, wo sie keine hat. Von einer dichten Schicht die ersten 64 "
            "Einheiten und 4.096 Eingänge.",
        ),
        {"weights": ("float64", ("filters", *WINDOW)), "bias": ("float64", ("filters",))},
        OfLayer,
    ),
    "unit": _picture(
        "inside",
        "unit",
        Text(
            "One unit, forwards and backwards. Values it looks at, weights, products, the sum for each map below. `numbers`: "
            "bias, sum of the products, answer, slope of the loss at the answer, loss, slope of the bias. `window`: top row, "
            "left column (below), size, stride, dilation. Slopes of the values and weights by this unit alone, and of the "
            "weights over all places of its map. `index`: layer, map, row, column that are meant.",
            "Eine Einheit, vorwärts und rückwärts. Werte, die sie ansieht, Gewichte, Produkte, die Summe je Karte darunter. "
            "`numbers`: Bias, Summe der Produkte, Antwort, Gefälle des Fehlers an der Antwort, Fehler, Gefälle des Bias. "
            "`window`: oberste Zeile, linke Spalte (darunter), Größe, Schrittweite, Dilatation. Gefälle der Werte und Gewichte "
            "durch diese Einheit allein, und der Gewichte über alle Stellen ihrer Karte. `index`: Schicht, Karte, Zeile, "
            "Spalte, die gemeint sind.",
        ),
        {
            **dict.fromkeys(
                ("values", "weights", "products", "backwards_values", "backwards_weights", "all_weights"),
                ("float64", WINDOW),
            ),
            "sums": ("float64", ("sources",)),
            "window": ("int64", (5,)),
            "numbers": ("float64", (6,)),
            "index": ("int64", (4,)),
        },
        Unit,
    ),
    "field": _picture(
        "inside",
        "field",
        Text(
            "The part of the image that a unit can see: top, left, bottom, right, the last two exclusive; inside of the "
            "image, and as far as it would reach.",
            "Der Teil des Bildes, den eine Einheit sehen kann: oben, links, unten, rechts, die letzten beiden "
            "ausgeschlossen; innerhalb des Bildes, und so weit er reichen würde.",
        ),
        {"rectangle": ("int64", (4,)), "whole": ("int64", (4,))},
        Place,
    ),
    "exciting": _picture(
        "reasons",
        "exciting",
        Text(
            "The validation images (of the first 512) that excite a map or unit most, at most nine, and where.",
            "Die Validierungsbilder (von den ersten 512), die eine Karte oder Einheit am stärksten erregen, höchstens neun, "
            "und wo.",
        ),
        {
            "pixels": ("uint8", ("nine", *IMAGE)),
            "patches": ("int64", ("nine", 4)),
            "values": ("float64", ("nine",)),
            "labels": ("int64", ("nine",)),
            "indices": ("int64", ("nine",)),
        },
        OfChannel,
    ),
    "saliency": _picture(
        "reasons",
        "saliency",
        Text(
            "What an answer rests on. `gradient`: how strongly its probability changes with each pixel. `occlusion`: how "
            "much it falls where a patch covers the image (127: not at all). `reach`: what 255 and 254 stand for. "
            "`answer`: which class it is about (-1: none is learned).",
            "Worauf sich eine Antwort stützt. `gradient`: wie stark sich ihre Wahrscheinlichkeit mit jedem Pixel ändert. "
            "`occlusion`: wie weit sie fällt, wo ein Fleck das Bild verdeckt (127: gar nicht). `reach`: wofür 255 und 254 "
            "stehen. `answer`: um welche Klasse es geht (-1: keine wird gelernt).",
        ),
        {
            "gradient": ("uint8", ("height", "width")),
            "occlusion": ("uint8", ("height", "width")),
            "reach": ("float64", (2,)),
            "patch": ("int64", (1,)),
            "answer": ("int64", (1,)),
        },
        Explained,
    ),
    "confusion": _picture(
        "shown",
        "confusion",
        Text(
            "Of the validation images, how many of each class (row) got which answer (column), when last measured.",
            "Von den Validierungsbildern: wie viele jeder Klasse (Zeile) welche Antwort (Spalte) bekamen, bei der letzten "
            "Messung.",
        ),
        {"counts": ("int64", ("classes", "classes"))},
    ),
    "mistakes": _picture(
        "shown",
        "mistakes",
        Text(
            "The validation images that were answered worst, at most 24, when last measured.",
            "Die Validierungsbilder mit den schlechtesten Antworten, höchstens 24, bei der letzten Messung.",
        ),
        {
            "pixels": ("uint8", ("mistakes", *IMAGE)),
            "labels": ("int64", ("mistakes",)),
            "answers": ("int64", ("mistakes",)),
            "indices": ("int64", ("mistakes",)),
            "losses": ("float64", ("mistakes",)),
        },
    ),
    "boxes": _picture(
        "shown",
        "boxes",
        Text(
            "Found boxes of an image: class, left, top, right, bottom, score; and the true ones.",
            "Gefundene Kästen eines Bildes: Klasse, links, oben, rechts, unten, Sicherheit; und die wahren.",
        ),
        {"found": ("float64", ("found", 6)), "truth": ("float64", ("truth", 5))},
        Which,
    ),
    "mask": _picture(
        "shown",
        "mask",
        Text(
            "What each pixel of an image was found to be (0 background, else class + 1), and what it is.",
            "Wofür jedes Pixel eines Bildes gehalten wurde (0 Hintergrund, sonst Klasse + 1), und was es ist.",
        ),
        {"found": ("uint8", ("rows", "columns")), "truth": ("uint8", ("rows", "columns"))},
        Which,
    ),
    "poster": _picture(
        "shown",
        "poster",
        Text("Feature maps of an image, for the map.", "Merkmalskarten eines Bildes, für den Plan."),
        {"map": ("uint8", ("rows", "columns"))},
    ),
}
