"""Questions as Moodle XML.

One file holds one language, so that it shows rightly on every Moodle; `both` writes Moodle's multilang spans, which a site
shows one at a time only where its multi-language filter is on.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from neurarium.course.exchange import cloze, hypertext
from neurarium.course.exchange.bundle import LIVE, SOURCE, Bundle, Languages, clean
from neurarium.course.question import (
    DIFFICULTIES,
    KINDS,
    KNOWLEDGE,
    Amount,
    Blank,
    Choice,
    Do,
    Number,
    Order,
    Question,
    Several,
    kind,
)
from neurarium.lab.text import Text

LONGEST_ID = 100  # characters of Moodle's idnumber
LONGEST_NAME = 80
TYPES = {"order": "ordering", "blank": "cloze", "number": "numerical"}
NOTHING = Text("", "")


def holds(question: Question, languages: Languages) -> bool:
    """Whether a file can hold a question: no task in a lab, and no gaps in two languages, which Moodle would both count."""
    return not isinstance(question, Do) and not (isinstance(question, Blank) and languages == "both")


def write(bundle: Bundle) -> bytes:
    """The file."""
    quiz = Element("quiz")
    category = ""
    for own, question in bundle.questions.items():
        path = "/".join(["$course$", "top", *(_part(bundle.say(text)) for text in bundle.category(own, question))])
        if path != category:
            category = path
            heading = SubElement(quiz, "question", type="category")
            SubElement(SubElement(heading, "category"), "text").text = clean(path)
        quiz.append(_question(bundle, own, question))
    ElementTree.indent(quiz, " ")
    return bytes(ElementTree.tostring(quiz, encoding="utf-8", xml_declaration=True)) + b"\n"


def _part(title: str) -> str:
    return title.replace("/", "//")


def _question(bundle: Bundle, own: str, question: Question) -> Element:
    element = Element("question", type=TYPES.get(kind(question), "multichoice"))
    _text(SubElement(element, "name"), name(bundle, question))
    _question_text(bundle, element, own, question)
    _html(element, "generalfeedback", after(bundle, question))
    if not isinstance(question, Blank):
        SubElement(element, "defaultgrade").text = "1"
    SubElement(element, "penalty").text = "0.3333333"
    SubElement(element, "hidden").text = "0"
    SubElement(element, "idnumber").text = own if len(own) <= LONGEST_ID else question.id
    match question:
        case Order():
            _order(bundle, element, question)
        case Number():
            _number(bundle, element, question)
        case Blank():
            pass
        case _:
            _choice(bundle, element, question)  # type: ignore[arg-type]
    tags = SubElement(element, "tags")
    for tag in (DIFFICULTIES[question.difficulty], KNOWLEDGE[question.knowledge], KINDS[kind(question)]):
        for words in dict.fromkeys(tag.say(language) for language in bundle.spoken):
            _text(SubElement(tags, "tag"), words)
    return element


def name(bundle: Bundle, question: Question) -> str:
    """A few plain words by which a question is listed."""
    text = question.text
    if isinstance(question, Blank):
        text = Text(*(cloze.GAP.sub("…", text.say(language)) for language in ("en", "de")))
    words = hypertext.plain(text.say(bundle.language))
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


def _question_text(bundle: Bundle, element: Element, own: str, question: Question) -> None:
    parts = []
    for language in bundle.spoken:
        said = hypertext.to_html(question.text.say(language))
        if isinstance(question, Blank):
            said = cloze.written(question, said, language)
        if question.image:
            alt = (question.alt or NOTHING).say(language)
            said += f'<p><img src="@@PLUGINFILE@@/{question.image}" alt="{escape(alt)}"></p>'
        parts.append(said)
    text = _html(element, "questiontext", _spans(bundle, parts))
    picture = bundle.picture(own, question)
    if picture is not None and picture.is_file():
        file = SubElement(text, "file", name=question.image, path="/", encoding="base64")
        file.text = b64encode(picture.read_bytes()).decode()


def after(bundle: Bundle, question: Question) -> str:
    """What is said at the end: the reason, the source, and where to see it."""
    parts = []
    for language in bundle.spoken:
        said = hypertext.to_html(question.because.say(language)) if question.because else ""
        said += f'<p class="source">{SOURCE.say(language)}: {hypertext.inline(question.source)}</p>'
        if question.live:
            said += f'<p class="live">{LIVE.say(language)}: <code>{escape(question.live, quote=False)}</code></p>'
        parts.append(said)
    return _spans(bundle, parts)


def _said(bundle: Bundle, text: Text | None) -> str:
    """A text as HTML in the file's languages."""
    return _spans(bundle, [hypertext.to_html(text.say(language)) for language in bundle.spoken]) if text else ""


def _spans(bundle: Bundle, parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    spoken = zip(bundle.spoken, parts, strict=True)
    return "".join(f'<span lang="{language}" class="multilang">{part}</span>' for language, part in spoken)


def _choice(bundle: Bundle, element: Element, question: Choice) -> None:
    several = isinstance(question, Several)
    SubElement(element, "single").text = "false" if several else "true"
    SubElement(element, "shuffleanswers").text = "true"
    SubElement(element, "answernumbering").text = "abc"
    part = share(question)
    for answer in question.answers:
        fraction = part if answer.right else f"-{part}" if several else "0"
        given = SubElement(element, "answer", fraction=fraction, format="html")
        _text(given, _said(bundle, answer.text))
        _html(given, "feedback", _said(bundle, answer.why))


def share(question: Choice) -> str:
    """What one right answer is worth, in percent."""
    part = 100 / sum(answer.right for answer in question.answers)
    return f"{part:.5f}".rstrip("0").rstrip(".")


def _order(bundle: Bundle, element: Element, question: Order) -> None:
    for key, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(question.items))),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ):
        SubElement(element, key).text = value
    for number, item in enumerate(question.items, 1):
        given = SubElement(element, "answer", fraction=str(number), format="html")
        _text(given, _said(bundle, item.text))
        _html(given, "feedback", _said(bundle, item.why))


def _number(bundle: Bundle, element: Element, question: Number) -> None:
    for answer in question.answers:
        _amount(bundle, element, answer)
    if question.otherwise is not None:
        given = SubElement(element, "answer", fraction="0", format="moodle_auto_format")
        _text(given, "*")
        _html(given, "feedback", _said(bundle, question.otherwise))
        SubElement(given, "tolerance").text = "0"
    SubElement(element, "unitgradingtype").text = "0"
    SubElement(element, "unitpenalty").text = "0.1"
    SubElement(element, "showunits").text = "0" if question.unit else "3"
    SubElement(element, "unitsleft").text = "0"
    if question.unit is not None:
        units = SubElement(element, "units")
        for words in (question.unit.say(language) for language in bundle.spoken):
            unit = SubElement(units, "unit")
            SubElement(unit, "multiplier").text = "1"
            SubElement(unit, "unit_name").text = clean(words)


def _amount(bundle: Bundle, element: Element, answer: Amount) -> None:
    given = SubElement(element, "answer", fraction="100" if answer.right else "0", format="moodle_auto_format")
    _text(given, repr(answer.number))
    _html(given, "feedback", _said(bundle, answer.why))
    SubElement(given, "tolerance").text = repr(answer.tolerance)


def _html(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag, format="html")
    _text(element, text)
    return element


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = clean(text)
