"""Questions from GIFT. What GIFT knows and we do not is told and passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from neurarium.course.exchange import hypertext, moodle_in, said
from neurarium.course.exchange.gift_out import COMMENT
from neurarium.course.exchange.incoming import Found, Passed
from neurarium.course.exchange.safe_xml import check_size
from neurarium.course.question import KINDS
from neurarium.lab.refusals import no_text
from neurarium.lab.text import Text

Table = dict[str, Any]
SIGNS = ":#={}~"
FIRST = 0xFDD0  # characters that no text may hold stand for escaped signs while a question is taken apart
HIDDEN = {sign: chr(FIRST + index) for index, sign in enumerate(SIGNS)}
SHOWN = str.maketrans({hidden: sign for sign, hidden in HIDDEN.items()})


@dataclass
class Block:
    """The lines of one question, and its comments."""

    line: int
    category: list[str]
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class Part(NamedTuple):
    """One alternative: `=` or `~`, its share in percent or None, its text, and what is said to it."""

    sign: str
    share: float | None
    text: str
    why: str


def read(data: bytes) -> Iterator[Found | Passed]:
    """What stands in a file, question by question; raises `Refusal` for one that is no text."""
    check_size(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise no_text(Text("The file", "Die Datei"), problem) from problem
    for block in _blocks(re.sub(r"[\ufdd0-\ufdef]", "", text)):
        too_long = sum(map(len, block.lines)) > 2 * moodle_in.LONGEST
        found = said.too_long(2 * moodle_in.LONGEST) if too_long else _question(block)
        yield found if isinstance(found, Found) else Passed(block.line, found)


def _blocks(text: str) -> Iterator[Block]:
    category: list[str] = []
    block = Block(1, category)
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        if named := re.match(r"\$CATEGORY:\s*(.*)", line):
            category = moodle_in.category(named[1])
            block.category = category
        elif line.lstrip().startswith("//"):
            block.comments.append(line.strip())
        elif line.strip():
            if not block.lines:
                block.line = number
            block.lines.append(line)
        elif block.lines:
            yield block
            block = Block(number, category)
    if block.lines:
        yield block


def _question(block: Block) -> Found | Text:
    whole = _hidden("\n".join(block.lines))
    begin, end = whole.find("{"), whole.rfind("}")
    if begin < 0 or end < begin:
        return said.unknown_kind("description")
    head, tail = whole[:begin], whole[end + 1 :].strip()
    inside, _, after = whole[begin + 1 : end].partition("####")
    titled = re.match(r"\s*::(.*?)::", head, re.DOTALL)
    title = _plain(titled[1]) if titled else ""
    text = head[titled.end() :] if titled else head
    marked = re.match(r"\s*\[(\w+)\]", text)
    form = marked[1] if marked else "html"
    text = (text[marked.end() :] if marked else text).strip() + (f" _____ {tail}" if tail else "")
    table: Table = {"text": _both(_said(text, form)), **moodle_in.after(_plain(after.strip()))}
    number, words = _about(block)
    table |= {key: value for key, value in moodle_in.cell(words) if value}
    notes = [note.removeprefix(COMMENT.strip()).strip() for note in block.comments if note.startswith(COMMENT.strip())]
    problem = _answers(table, inside.strip(), form, [_note(note) for note in notes])
    if problem is not None:
        return problem
    if table["kind"] == "single" and words & {word.casefold() for word in moodle_in.both(KINDS["true-statement"])}:
        table["kind"] = "true-statement"
    return Found(block.line, table, title, number, block.category, {})


def _about(block: Block) -> tuple[str, set[str]]:
    """The id, and tags and categories in small letters."""
    comments = " ".join(block.comments)
    number = re.search(r"\[id:([^\]]*)\]", comments)
    tags = {tag.strip().casefold() for tag in re.findall(r"\[tag:([^\]]*)\]", comments)}
    return (number[1].strip() if number else ""), {*tags, *(part.casefold() for part in block.category)}


def _note(note: str) -> tuple[str, str]:
    key, _, words = note.partition(":")
    unescaped = re.sub(r"\\(\\|n)", lambda found: "\n" if found[1] == "n" else "\\", words.removeprefix(" "))
    return key.strip(), unescaped


def _answers(table: Table, inside: str, form: str, notes: list[tuple[str, str]]) -> Text | None:
    truth = re.fullmatch(r"(T|TRUE|F|FALSE)\s*(?:#([^#]*))?(?:#([^#]*))?", inside, re.DOTALL)
    if truth:
        _truth(table, truth[1].startswith("T"), [_said(one or "", form) for one in truth.groups()[1:]])
        return None
    if inside.startswith("#"):
        return _number(table, _parts(inside[1:]) or _parts("=" + inside[1:]), form, dict(notes))
    parts = _parts(inside)
    if not parts:
        return said.unknown_kind("essay")
    matching = all(part.sign == "=" and "->" in part.text for part in parts)
    if matching:
        return _matching(table, [tuple(map(str.strip, part.text.split("->", 1))) for part in parts], form, notes)
    if any(key == "choose" for key, _ in notes) or all(part.sign == "=" for part in parts):
        return _short(table, parts, form, notes)
    single = any(part.sign == "=" for part in parts)
    table["kind"] = "single" if single else "several"
    table["answers"] = [
        {"text": _both(_said(part.text, form)), "right": _right(part), "why": _why(part, form)} for part in parts
    ]
    return None


def _parts(inside: str) -> list[Part]:
    parts = []
    for alternative in re.findall(r"[=~][^=~]*", inside):
        share = re.match(r"[=~]\s*%(-?[\d.,]+)%", alternative)
        rest = alternative[share.end() if share else 1 :]
        text, _, why = rest.partition("#")
        parts.append(Part(alternative[0], _float(share[1]) if share else None, text.strip(), why.strip()))
    return parts


def _right(part: Part) -> bool:
    return part.share > 0 if part.share is not None else part.sign == "="


def _why(part: Part, form: str) -> dict[str, str]:
    return _both(_said(part.why, form)) if part.why else said.plain(_right(part))


def _truth(table: Table, true: bool, whys: list[str]) -> None:
    wrong, right = whys
    table["kind"] = "single"
    table["answers"] = [
        {"text": {"en": en, "de": de}, "right": is_right, "why": _both(why) if why else said.plain(is_right)}
        for en, de, is_right in (("True", "Wahr", true), ("False", "Falsch", not true))
        for why in [right if is_right else wrong]
    ]


def _number(table: Table, parts: list[Part], form: str, notes: dict[str, str]) -> Text | None:
    table["kind"] = "number"
    table["answers"] = []
    for part in parts:
        if part.text == "*":
            table["otherwise"] = _why(part, form)
            continue
        low, dots, high = part.text.partition("..")
        number, _, tolerance = part.text.partition(":")
        if dots:
            values = _float(low), _float(high)
            value, spread = (values[0] + values[1]) / 2, abs(values[1] - values[0]) / 2
        else:
            value, spread = _float(number), abs(_float(tolerance or "0"))
        if value != value or spread != spread:
            return said.no_number(_plain(part.text))
        table["answers"].append({"number": value, "tolerance": spread, "right": _right(part), "why": _why(part, form)})
    if "unit" in notes:
        table["unit"] = _both(notes["unit"])
    return None


def _float(text: str) -> float:
    try:
        return float(_plain(text).replace(",", "."))
    except ValueError:
        return float("nan")


def _matching(table: Table, pairs: list[Any], form: str, notes: list[tuple[str, str]]) -> Text | None:
    """An order where items are matched with 1, 2, 3; gaps where they are matched with (1), (2)."""
    left = [pair[0] for pair in pairs]
    if left == [str(number) for number in range(1, len(pairs) + 1)]:
        whys = dict(notes)
        table["kind"] = "order"
        table["items"] = [
            {"text": _both(_said(item, form)), **({"why": _both(whys[f"why {n}"])} if f"why {n}" in whys else {})}
            for n, item in pairs
        ]
        return None
    gaps = [pair[1] for pair in pairs if pair[0]]
    if [name for name in left if name] != [f"({number})" for number in range(1, len(gaps) + 1)]:
        return said.unknown_kind("matching")
    others = [_word(pair[1]) for pair in pairs if not pair[0]]
    _gaps(table, [[_word(word)] for word in gaps], others, notes)
    return None


def _short(table: Table, parts: list[Part], form: str, notes: list[tuple[str, str]]) -> Text | None:
    right = [_word(part.text) for part in parts if _right(part) and part.share in (None, 100)]
    if not right:
        return said.NOTHING_RIGHT
    if not any(key.startswith("why ") for key, _ in notes):
        notes = [*notes, *([("why 1", _said(parts[0].why, form))] if parts[0].why else [])]
    _gaps(table, [right], [_word(part.text) for part in parts if not _right(part)], notes)
    return None


def _gaps(table: Table, accepted: list[list[str]], others: list[str], notes: list[tuple[str, str]]) -> None:
    """A text with gaps: `_____` is one, `_____(2)` the second of several."""
    whys = dict(notes)
    table["kind"] = "blank"
    table["gaps"] = []
    for number, words in enumerate(accepted, 1):
        further = [word for key, word in notes if key == f"accept {number}" and word not in words]
        accept = [*words, *further]
        why = whys.get(f"why {number}")
        table["gaps"].append({"accept": {"en": accept, "de": accept}, "why": _both(why) if why else said.plain(True)})
    if "choose" in whys or others:
        table["words"] = {"en": others, "de": others}
    for language, text in table["text"].items():
        marked = re.sub(r"(?:\\?_){5}\((\d+)\)", r"{\1}", text)
        if len(accepted) == 1 and "{1}" not in marked:
            marked, found = re.subn(r"(?:\\?_){3,}", "{1}", marked, count=1)
            marked = marked if found else f"{marked}\n\n{{1}}"
        table["text"][language] = marked


def _word(text: str) -> str:
    return _plain(text).replace("-&gt;", "->").strip()


def _hidden(text: str) -> str:
    """With a stand-in for every escaped sign."""

    def hide(found: re.Match[str]) -> str:
        sign = found[1]
        return HIDDEN.get(sign) or {"n": "\n", "\\": "\\"}.get(sign, found[0])

    return re.sub(r"\\(.)", hide, text)


def _plain(text: str) -> str:
    return text.translate(SHOWN)


def _said(text: str, form: str) -> str:
    """A text as ours."""
    shown = _plain(text.strip())
    own = re.match(r"\[(html|markdown|plain|moodle)\]", shown)
    form, shown = (own[1], shown[own.end() :]) if own else (form, shown)
    return shown.strip() if form in ("markdown", "plain") else hypertext.of_html(shown)


def _both(text: str) -> dict[str, str]:
    return {"en": text, "de": text}
