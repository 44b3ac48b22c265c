"""XML from anywhere: bounded, without entities and without anything from outside the file."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from neurarium.lab.text import Refusal, Text

LARGEST = 32 * 2**20  # bytes
DEEPEST = 100  # elements within one another
LINE = "line of the file"  # no name that an attribute can have


class _Lines(TreeBuilder):
    """Builds elements that know their line, and not too deep ones."""

    expat: Any = None

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _too(f"{DEEPEST} elements deep", f"{DEEPEST} Elemente tief")
        return super().start(tag, {**attrs, LINE: str(self.expat.CurrentLineNumber)})

    def end(self, tag: Any) -> Element:
        self._depth -= 1
        return super().end(tag)


def root(data: bytes) -> Element:
    """The outermost element; raises `Refusal` for what is too large, no XML, or would blow up."""
    check_size(data)
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.expat = parser.parser
    try:
        parser.feed(data)
        found: Element = parser.close()
    except DefusedXmlException as problem:
        raise Refusal(
            Text(
                "The file defines entities or a document type. Questions need neither, and both can be used to attack, so "
                "it was not read. Export it again from where it came.",
                "Die Datei definiert Entitäten oder einen Dokumenttyp. Fragen brauchen beides nicht, und beides taugt für "
                "Angriffe; sie wurde nicht gelesen. Bitte dort neu exportieren, wo sie herkommt.",
            )
        ) from problem
    except ParseError as problem:
        at = problem.position[0]
        raise Refusal(
            Text(
                f"The file is no whole XML: line {at}: {problem}. Export it again from where it came.",
                f"Die Datei ist kein vollständiges XML: Zeile {at}: {problem}. Bitte dort neu exportieren, wo sie "
                "herkommt.",
            )
        ) from problem
    except (ValueError, LookupError) as problem:
        raise Refusal(
            Text(
                f"The file's encoding is not understood ({problem}). Expected UTF-8.",
                f"Die Kodierung der Datei ist unverständlich ({problem}). Erwartet wird UTF-8.",
            )
        ) from problem
    return found


def line(element: Element) -> int:
    """The line in which an element begins."""
    return int(element.get(LINE, "1"))


def check_size(data: bytes) -> None:
    """Raises `Refusal` for a file that is larger than any list of questions."""
    if len(data) > LARGEST:
        raise _too(f"{LARGEST // 2**20} MiB", f"{LARGEST // 2**20} MiB")


def _too(most_en: str, most_de: str) -> Refusal:
    return Refusal(
        Text(
            f"The file is larger than a file of questions may be ({most_en}). Export fewer questions at once.",
            f"Die Datei ist größer, als eine Datei mit Fragen sein darf ({most_de}). Bitte weniger Fragen auf einmal "
            "exportieren.",
        )
    )


def other(tag: str, expected: str, format_name: str) -> Refusal:
    """The file is XML, but of another kind."""
    return Refusal(
        Text(
            f"The file begins with <{tag[:40]}>; {format_name} begins with <{expected}>. Export the questions as "
            f"{format_name}.",
            f"Die Datei beginnt mit <{tag[:40]}>; {format_name} beginnt mit <{expected}>. Bitte die Fragen als "
            f"{format_name} exportieren.",
        )
    )
