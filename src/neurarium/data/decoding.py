"""One picture of any size and kind, as the square of pixels that a network takes."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from neurarium.lab.text import Text

FORMATS = ("PNG", "JPEG")
MOST_PIXELS = 64 * 10**6  # of a picture before it is made small
PAPER = (255, 255, 255)  # behind what is transparent


class Unusable(Exception):
    """A file is no picture that can be used; `text` is the rest of a sentence that begins with its name."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def decode(data: bytes, size: int, grey: bool) -> np.ndarray:
    """The middle square of a picture, upright, without transparency, at the size wanted.

    Arguments:
        data: a PNG or JPEG file.
        size: rows and columns.
        grey: one channel instead of three.

    Returns:
        uint8 [size, size, 1 or 3]. Raises `Unusable`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a broken tag, a strange size: what matters is checked here
            return _decoded(data, size, grey)
    except UnidentifiedImageError as problem:
        raise Unusable(Text("is no PNG and no JPEG", "ist weder PNG noch JPEG")) from problem
    except Image.DecompressionBombError as problem:
        raise _too_large() from problem
    except Unusable:
        raise
    except Exception as problem:  # Pillow's readers raise nearly anything for a damaged file
        raise Unusable(Text("is damaged", "ist beschädigt")) from problem


def _decoded(data: bytes, size: int, grey: bool) -> np.ndarray:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_large()
        image.draft("RGB", (4 * size, 4 * size))  # a JPEG is unpacked no larger than needed
        upright = ImageOps.exif_transpose(image)
        flat = _flat(upright)
    fitted = ImageOps.fit(flat.convert("L" if grey else "RGB"), (size, size), Image.Resampling.LANCZOS)
    return np.asarray(fitted, np.uint8).reshape(size, size, -1).copy()


def _flat(image: Image.Image) -> Image.Image:
    """The picture in 8 bits a channel, on white paper where it is transparent."""
    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, np.float64)
        return Image.fromarray((deep / (257 if deep.max(initial=0) > 255 else 1)).clip(0, 255).astype(np.uint8))
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, (*PAPER, 255)), clear).convert("RGB")
    return image.convert("RGB")


def _too_large() -> Unusable:
    return Unusable(
        Text(
            f"has more than {MOST_PIXELS // 10**6} million pixels",
            f"hat mehr als {MOST_PIXELS // 10**6} Millionen Pixel",
        )
    )
