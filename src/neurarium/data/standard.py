"""The data sets that everyone measures with: what their files are, and how they become pictures.

Sources: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, 1998
(MNIST). H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST, arXiv:1708.07747, 2017. A. Krizhevsky, Learning multiple
layers of features from tiny images, 2009 (CIFAR-10). Sizes and SHA-256 are those of the files that these authors
distribute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from neurarium.data import cifar, idx
from neurarium.data.images import Images, Split, by_fingerprint
from neurarium.data.places import homes
from neurarium.lab.text import Refusal, Text

VALIDATION = 5_000


@dataclass(frozen=True)
class File:
    """One file as it is distributed: its name, its length in bytes and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Standard:
    """A data set that can be fetched.

    Attributes:
        aliases: names that other libraries give its folder.
        mirrors: addresses that hold the files, each ending in a slash; tried in this order.
        find: the folder's files that hold the set, or None where they are not all there.
        read: (those files) -> pixels and labels of the training file, then of the test file.
    """

    name: str
    title: Text
    names: tuple[Text, ...]
    files: tuple[File, ...]
    mirrors: tuple[str, ...]
    find: Callable[[Path], tuple[Path, ...] | None]
    read: Callable[[tuple[Path, ...]], tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]
    aliases: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)

    def found(self) -> tuple[Path, ...] | None:
        """The set's files on this machine, or None."""
        return next((files for folder in homes(self.name, self.aliases) if (files := self.find(folder))), None)


class NotThere(Refusal):
    """A standard set is not on this machine yet."""


def read(known: Standard) -> Split:
    """The set from this machine's files; raises `NotThere` or `FileWrong`."""
    files = known.found()
    if files is None:
        raise _not_there(known)
    pixels, labels, test_pixels, test_labels = known.read(files)
    order = by_fingerprint(pixels)
    held, rest = np.sort(order[:VALIDATION]), np.sort(order[VALIDATION:])
    learned = Images(pixels, labels, known.names)
    return Split(
        learned.take(rest), learned.take(held), Images(test_pixels, test_labels, known.names), about=_about(known)
    )


def _about(known: Standard) -> Text:
    return Text(
        f"{known.title.en}: the test file is the test data; of the training file, 5,000 pictures decide between networks "
        "(validation), chosen by a fingerprint of the pixels, and the others train.",
        f"{known.title.de}: Die Testdatei sind die Testdaten; aus der Trainingsdatei dienen 5.000 Bilder der Wahl zwischen "
        "Netzen (Validierung), ausgesucht nach einem Fingerabdruck der Pixel, die übrigen dem Training.",
    )


def _not_there(known: Standard) -> NotThere:
    megabytes = f"{known.size / 1e6:.0f}"
    return NotThere(
        Text(
            f"{known.title.en} is not on this machine. Fetch it ({megabytes} MB) with 'neurarium data fetch {known.name}' or "
            f"in the data dialog of the page, or name a folder that holds its files: 'neurarium data from FOLDER'.",
            f"{known.title.de} liegt nicht auf diesem Rechner. Holen ({megabytes} MB) mit 'neurarium data fetch "
            f"{known.name}' oder im Datendialog der Seite, oder einen Ordner mit den Dateien nennen: 'neurarium data from "
            "ORDNER'.",
        )
    )


IDX_FILES = (
    ("train-images", "idx3", (60_000, 28, 28)),
    ("train-labels", "idx1", (60_000,)),
    ("t10k-images", "idx3", (10_000, 28, 28)),
    ("t10k-labels", "idx1", (10_000,)),
)


def _find_idx(folder: Path) -> tuple[Path, ...] | None:
    """The four files of MNIST's kind, plain or packed, with either of the two ways to write their names."""
    found = []
    for stem, kind, _ in IDX_FILES:
        spellings = [f"{stem}{joint}{kind}-ubyte{packed}" for packed in ("", ".gz") for joint in ("-", ".")]
        file = next((folder / name for name in spellings if (folder / name).is_file()), None)
        if file is None:
            return None
        found.append(file)
    return tuple(found)


def _read_idx(files: tuple[Path, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    images, labels, test_images, test_labels = (
        idx.read(file, shape) for file, (_, _, shape) in zip(files, IDX_FILES, strict=True)
    )
    for file, held in ((files[1], labels), (files[3], test_labels)):
        if held.max() > 9:
            raise idx.FileWrong(
                file.name,
                Text(
                    f"holds the label {held.max()}; expected are 0 to 9. Is it the file of another data set?",
                    f"enthält die Klasse {held.max()}; erwartet werden 0 bis 9. Gehört sie zu anderen Daten?",
                ),
            )
    return images[..., None], labels.astype(np.int64), test_images[..., None], test_labels.astype(np.int64)


def _idx_files(*facts: tuple[int, str]) -> tuple[File, ...]:
    names = [f"{stem}-{kind}-ubyte.gz" for stem, kind, _ in IDX_FILES]
    return tuple(File(name, size, sha256) for name, (size, sha256) in zip(names, facts, strict=True))


MNIST = Standard(
    name="mnist",
    title=Text("MNIST", "MNIST"),
    names=tuple(Text(str(digit), str(digit)) for digit in range(10)),
    files=_idx_files(
        (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ),
    mirrors=("https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"),
    find=_find_idx,
    read=_read_idx,
    aliases=("MNIST",),
)

FASHION_MNIST = Standard(
    name="fashion-mnist",
    title=Text("Fashion-MNIST", "Fashion-MNIST"),
    names=(
        Text("T-shirt", "T-Shirt"),
        Text("trousers", "Hose"),
        Text("pullover", "Pullover"),
        Text("dress", "Kleid"),
        Text("coat", "Mantel"),
        Text("sandal", "Sandale"),
        Text("shirt", "Hemd"),
        Text("trainer", "Turnschuh"),
        Text("bag", "Tasche"),
        Text("ankle boot", "Stiefelette"),
    ),
    files=_idx_files(
        (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ),
    mirrors=(
        "https://fashion-mnist.s3.eu-central-1.amazonaws.com/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ),
    find=_find_idx,
    read=_read_idx,
    aliases=("FashionMNIST",),
)

CIFAR_10 = Standard(
    name="cifar-10",
    title=Text("CIFAR-10", "CIFAR-10"),
    names=(
        Text("aeroplane", "Flugzeug"),
        Text("car", "Auto"),
        Text("bird", "Vogel"),
        Text("cat", "Katze"),
        Text("deer", "Hirsch"),
        Text("dog", "Hund"),
        Text("frog", "Frosch"),
        Text("horse", "Pferd"),
        Text("ship", "Schiff"),
        Text("lorry", "Lastwagen"),
    ),
    files=(File(cifar.ARCHIVE, 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),),
    mirrors=("https://www.cs.toronto.edu/~kriz/", "https://cave.cs.toronto.edu/kriz/"),
    find=cifar.find,
    read=cifar.read,
    aliases=("cifar-10-batches-bin", "CIFAR10", "cifar10"),
)

STANDARD = {known.name: known for known in (MNIST, FASHION_MNIST, CIFAR_10)}
