"""Questions as a QTI 2.1 content package: a zip of one item a question and a manifest that names them."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from neurarium.course.exchange import hypertext, qti_rules
from neurarium.course.exchange.bundle import Bundle, Languages, clean
from neurarium.course.exchange.moodle_out import name as short_name
from neurarium.course.marking import shown_order
from neurarium.course.question import Blank, Choice, Do, Number, Order, Question, Several
from neurarium.lab.text import Language, Text

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same questions give the same bytes


def holds(question: Question, _: Languages) -> bool:
    """Whether a package can hold a question."""
    return not isinstance(question, Do)


def write(bundle: Bundle) -> bytes:
    """The file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        manifest, resources = _manifest(bundle)
        for name, question in bundle.questions.items():
            own = identifier(name)
            pictures = []
            picture = bundle.picture(name, question)
            if picture is not None and picture.is_file():
                pictures.append(f"images/{own}-{picture.name}")
                _add(package, f"items/{pictures[0]}", picture.read_bytes())
            item = _item(bundle, own, question, pictures)
            _add(package, f"items/{own}.xml", _bytes(item))
            resource = SubElement(resources, "resource", identifier=own, type="imsqti_item_xmlv2p1")
            resource.set("href", f"items/{own}.xml")
            for file in (f"items/{own}.xml", *(f"items/{one}" for one in pictures)):
                SubElement(resource, "file", href=file)
        _add(package, "imsmanifest.xml", _bytes(manifest))
    return data.getvalue()


def identifier(name: str) -> str:
    """A question's name as an identifier: letters, digits, hyphens and dots."""
    return "q-" + re.sub(r"[^A-Za-z0-9-]", ".", name)


def _add(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, data)


def _bytes(element: Element) -> bytes:
    return bytes(ElementTree.tostring(element, encoding="utf-8", xml_declaration=True))


def _manifest(bundle: Bundle) -> tuple[Element, Element]:
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": f"neurarium-{bundle.course.id}"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    return manifest, SubElement(manifest, "resources")


def _item(bundle: Bundle, own: str, question: Question, pictures: list[str]) -> Element:
    language = bundle.language
    item = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": SCHEMA,
            "identifier": own,
            "title": clean(short_name(bundle, question)),
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": language,
        },
    )
    qti_rules.declare(item, question, language)
    outcome = SubElement(item, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    SubElement(SubElement(outcome, "defaultValue"), "value").text = "0"
    SubElement(item, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier")
    body = SubElement(item, "itemBody")
    text = hypertext.to_html(question.text.say(language))
    _fill(body, _with_gaps(question, text, language) if isinstance(question, Blank) else text)
    for picture in pictures:
        alt = question.alt.say(language) if question.alt else ""
        SubElement(SubElement(body, "p"), "img", src=picture, alt=clean(alt))
    match question:
        case Order():
            _order(body, question, language)
        case Number():
            entry = SubElement(SubElement(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")
            entry.tail = f" {clean(question.unit.say(language))}" if question.unit else None
        case Blank() | Do():
            pass
        case _:
            _choice(body, question, language)
    qti_rules.process(item, question)
    _feedback(item, question, language)
    return item


def _fill(parent: Element, html: str) -> None:
    """Our own HTML, which is well-formed but for its `<wbr>`, as elements."""
    whole = ElementTree.fromstring(f"<div>{clean(html).replace('<wbr>', '')}</div>")
    for term in whole.iter("dfn"):
        term.attrib.pop("class", None)
    parent.text = whole.text
    parent.extend(list(whole))


def _with_gaps(question: Blank, html: str, language: Language) -> str:
    def gap(found: re.Match[str]) -> str:
        response = f'responseIdentifier="{qti_rules.response(question, int(found[1]))}"'
        if question.words is None:
            return f"<textEntryInteraction {response}/>"
        choices = "".join(
            f'<inlineChoice identifier="{key}">{hypertext.escaped(word)}</inlineChoice>'
            for key, word in qti_rules.words(question, language).items()
        )
        return f'<inlineChoiceInteraction {response} shuffle="true">{choices}</inlineChoiceInteraction>'

    return re.sub(r"\{(\d+)\}", gap, html)


def _choice(body: Element, question: Choice, language: Language) -> None:
    most = "0" if isinstance(question, Several) else "1"
    interaction = SubElement(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true", maxChoices=most)
    for index, answer in enumerate(question.answers):
        _fill(SubElement(interaction, "simpleChoice", identifier=f"a{index}"), _said(answer.text, language))


def _order(body: Element, question: Order, language: Language) -> None:
    interaction = SubElement(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    for index in shown_order(question):
        choice = SubElement(interaction, "simpleChoice", identifier=f"a{index}")
        _fill(choice, _said(question.items[index].text, language))


def _feedback(item: Element, question: Question, language: Language) -> None:
    """What is said: to each answer under its identifier, and to all at the end."""
    said: list[tuple[str, Text]] = []
    match question:
        case Order() | Do():
            pass
        case Blank():
            said = [(f"gap{index}", gap.why) for index, gap in enumerate(question.gaps)]
        case Number():
            said = [(f"a{index}", answer.why) for index, answer in enumerate(question.answers)]
            said += [("otherwise", question.otherwise)] if question.otherwise else []
        case _:
            said = [(f"a{index}", answer.why) for index, answer in enumerate(question.answers)]
    if question.because:
        said.append(("because", question.because))
    for own, text in said:
        _fill(
            SubElement(item, "modalFeedback", outcomeIdentifier="FEEDBACK", showHide="show", identifier=own),
            _said(text, language),
        )


def _said(text: Text, language: Language) -> str:
    return hypertext.to_html(text.say(language))
