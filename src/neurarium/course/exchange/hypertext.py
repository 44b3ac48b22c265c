"""A text of the course as HTML, and HTML from elsewhere as such a text.

`of_html(to_html(text))` means the same as `text`; whatever HTML holds beyond emphasis, code, formulas and terms is left out.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_TOKEN = re.compile(
    r"""(?P<fence>`+)(?P<code>.+?)(?<!`)(?P=fence)(?!`)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | \$\$(?P<display>[^$]+)\$\$
    | \$(?![\s$])(?P<formula>(?:\\.|[^$\\])+?)\$(?!\d)
    | \[\[(?P<term>[a-z][a-z0-9-]{0,63})(?:\|(?P<words>[^\]\n|]+))?\]\]
    | (?P<marks>\*\*|\*)(?=\S)(?P<inside>(?:\\.|[^*\\])+?)(?<=\S)(?P=marks)(?!\*)
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_START = re.compile(r"^([ \t]*)(>|#{1,6}(?=\s|$)|[+-](?=\s|$)|\d{1,9}[.)](?=\s|$))", re.MULTILINE)
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
_SKIPPED = {"script", "style", "head", "title", "template", "noscript", "object", "iframe"}
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "section"}


def to_html(text: str) -> str:
    """Paragraphs of HTML; formulas stand in `\\(...\\)` and `\\[...\\]`, terms in `<dfn class="term-id">`."""
    return "".join(f"<p>{inline(part)}</p>" for part in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def inline(text: str) -> str:
    """One paragraph as HTML without its `<p>`."""
    parts, literal, last = [], "", 0
    for found in _TOKEN.finditer(text):
        literal += text[last : found.start()]
        last = found.end()
        if found["escaped"] is not None:
            literal += found["escaped"]
        else:
            parts += [_literal(literal), _token(found)]
            literal = ""
    return "".join([*parts, _literal(literal + text[last:])])


def _literal(text: str) -> str:
    """Characters as they stand; what would look like the beginning of a formula is kept apart by a place to break."""
    apart = re.sub(r"\\(?=[(\[)\]])|\$(?=\$)", lambda sign: sign[0] + "\0", text)
    return escape(apart, quote=False).replace("\0", "<wbr>")


def _token(found: re.Match[str]) -> str:
    group = found.groupdict()
    if group["code"] is not None:
        return f"<code>{escape(_code(group['code']), quote=False)}</code>"
    if group["display"] is not None:
        return f"\\[{escape(group['display'], quote=False)}\\]"
    if group["formula"] is not None:
        return f"\\({escape(group['formula'], quote=False)}\\)"
    if group["term"] is not None:
        words, own = group["words"] or "=" + group["term"].replace("-", " "), group["term"]
        named = f"term-{own} bare" if words.startswith("=") else f"term-{own}"
        return f'<dfn class="{named}">{escape(words.removeprefix("="), quote=False)}</dfn>'
    tag = "strong" if group["marks"] == "**" else "em"
    return f"<{tag}>{inline(group['inside'])}</{tag}>"


def _code(text: str) -> str:
    inner = text.replace("\n", " ")
    return inner[1:-1] if inner.strip() and inner[0] == inner[-1] == " " and len(inner) > 2 else inner


def plain(text: str) -> str:
    """A text without its marks, on one line: for names and places that take no HTML."""
    bare = re.sub(r"<[^>]+>", "", to_html(text).replace("</p><p>", " "))
    return re.sub(r"\s+", " ", unescaped(bare)).strip()


def unescaped(text: str) -> str:
    """Without entities."""
    from html import unescape

    return unescape(text)


def of_html(html: str) -> str:
    """The text that HTML means; scripts and styles are dropped, other unknown tags are passed over."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects a text from HTML: within code and formulas as it stands, elsewhere with its marks escaped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._pending = ""
        self._open: list[str] = []
        self._skipping = 0
        self._code: list[str] | None = None
        self._closing: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BLOCKS:
            self._end_text()
            self._parts.append("\n\n")
        elif tag == "wbr":
            self._end_text()
        elif tag == "br":
            self._pending += "\n"
        elif tag == "li":
            self._end_text()
            self._parts.append("\n– ")
        elif tag == "code" and self._code is None:
            self._end_text()
            self._code = []
        elif tag in ("em", "i", "strong", "b", "dfn"):
            self._end_text()
            self._begin(tag, dict(attrs).get("class") or "")

    def _begin(self, tag: str, classes: str) -> None:
        mark = {"em": "*", "i": "*", "strong": "**", "b": "**"}.get(tag, "")
        term = re.search(r"\bterm-([a-z][a-z0-9-]*)", classes)
        if tag == "dfn" and term:
            self._parts.append(f"[[{term[1]}|" + ("=" if "bare" in classes.split() else ""))
            mark = "]]"
        else:
            self._parts.append(mark)
        self._closing.append(mark)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in _BLOCKS:
            self._end_text()
            self._parts.append("\n\n")
        elif tag == "code" and self._code is not None:
            self._parts.append(_as_code("".join(self._code)))
            self._code = None
        elif self._open and self._open[-1] == tag:
            self._open.pop()
            mark = self._closing.pop()
            self._end_text(term=mark == "]]")
            self._parts.append(mark)

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if self._code is not None:
            self._code.append(data)
        else:
            self._pending += data

    def _end_text(self, term: bool = False) -> None:
        self._parts.append(re.sub(r"[\[\]|\n]", " ", self._pending) if term else _as_text(self._pending))
        self._pending = ""

    def text(self) -> str:
        if self._code is not None:
            self._parts.append(_as_code("".join(self._code)))
        self._end_text()
        while self._open:
            self._open.pop()
            self._parts.append(self._closing.pop())
        whole = "".join(self._parts)
        parts = [_LINE_START.sub(_escaped_start, part) for part in paragraphs(whole)]
        return "\n\n".join(parts)


def _escaped_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign[:-1]}\\{sign[-1]}"


def _as_text(data: str) -> str:
    """Characters of HTML as text: formulas in dollars, marks escaped."""
    parts, last = [], 0
    for found in _FORMULA.finditer(data):
        tex = next(group for group in found.groups() if group is not None).replace("$", r"\$")
        parts.append(_escaped(data[last : found.start()]))
        parts.append(f"${tex}$" if found[1] is not None else f"$${tex}$$")
        last = found.end()
    parts.append(_escaped(data[last:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    marked = re.sub(r"([\\*`$_])", r"\\\1", text)
    return re.sub(r"\[(?=\[)", r"\\[", marked)


def _as_code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    inner = text.replace("\n", " ")
    padded = (
        f" {inner} "
        if inner[:1] == "`" or inner[-1:] == "`" or (inner.strip() and inner[:1] == inner[-1:] == " ")
        else inner
    )
    return f"{fence}{padded}{fence}" if inner else ""


def escaped(text: str) -> str:
    """Plain characters as HTML."""
    return escape(text, quote=True)
