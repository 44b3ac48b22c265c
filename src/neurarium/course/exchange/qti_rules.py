"""What is right in a QTI item, and how an answer is scored."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from neurarium.course.exchange.bundle import clean
from neurarium.course.question import Blank, Choice, Do, Number, Order, Question, Several
from neurarium.lab.text import Language


def response(question: Blank, gap: int) -> str:
    """The identifier of a gap's response; gaps are counted from 1."""
    return "RESPONSE" if len(question.gaps) == 1 else f"RESPONSE_{gap}"


def words(question: Blank, language: Language) -> dict[str, str]:
    """The words to choose from by their identifiers."""
    assert question.words is not None
    right = [gap.accept.say(language)[0] for gap in question.gaps]
    listed = dict.fromkeys([*right, *question.words.say(language)])
    return {f"w{index}": word for index, word in enumerate(listed)}


def declare(item: Element, question: Question, language: Language) -> None:
    """The responses and what is right."""
    match question:
        case Order():
            _declared(item, "RESPONSE", "ordered", "identifier", [f"a{index}" for index in range(len(question.items))])
        case Number():
            right = next(answer for answer in question.answers if answer.right)
            _declared(item, "RESPONSE", "single", "float", [repr(right.number)])
        case Blank():
            for number, gap in enumerate(question.gaps, 1):
                accepted = gap.accept.say(language)
                if question.words is not None:
                    keys = {word: key for key, word in words(question, language).items()}
                    _declared(item, response(question, number), "single", "identifier", [keys[accepted[0]]])
                else:
                    declared = _declared(item, response(question, number), "single", "string", accepted[:1])
                    mapping = SubElement(declared, "mapping", defaultValue="0")
                    for word in accepted:
                        SubElement(mapping, "mapEntry", mapKey=clean(word), mappedValue="1", caseSensitive="false")
        case Do():
            pass
        case _:
            _declare_choice(item, question)


def _declare_choice(item: Element, question: Choice) -> None:
    right = [f"a{index}" for index, answer in enumerate(question.answers) if answer.right]
    several = isinstance(question, Several)
    declared = _declared(item, "RESPONSE", "multiple" if several else "single", "identifier", right)
    if several:
        mapping = SubElement(declared, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
        for index, answer in enumerate(question.answers):
            value = (1 if answer.right else -1) / len(right)
            SubElement(mapping, "mapEntry", mapKey=f"a{index}", mappedValue=f"{value:.6g}")


def _declared(item: Element, own: str, cardinality: str, kind: str, right: list[str]) -> Element:
    declared = SubElement(item, "responseDeclaration", identifier=own, cardinality=cardinality, baseType=kind)
    correct = SubElement(declared, "correctResponse")
    for value in right:
        SubElement(correct, "value").text = clean(value)
    return declared


def process(item: Element, question: Question) -> None:
    """The score, from 0 to 1, and which feedback is shown."""
    rules = SubElement(item, "responseProcessing")
    match question:
        case Several():
            _score(rules, [_mapped("RESPONSE")])
        case Blank():
            parts = [response(question, number) for number in range(1, len(question.gaps) + 1)]
            if question.words is None:
                _score(rules, [_mapped(part) for part in parts])
            else:
                for part in parts:
                    _add_if(rules, _matches(part), 1 / len(parts))
        case Number():
            _number(rules, question)
        case Do():
            return
        case _:
            _add_if(rules, _matches("RESPONSE"), 1.0)
    _feedback(rules, question)


def _score(rules: Element, parts: list[Element]) -> None:
    """The mean of these."""
    outcome = SubElement(rules, "setOutcomeValue", identifier="SCORE")
    quotient = SubElement(outcome, "divide")
    SubElement(quotient, "sum").extend(parts)
    SubElement(quotient, "baseValue", baseType="float").text = str(len(parts))


def _mapped(own: str) -> Element:
    return Element("mapResponse", identifier=own)


def _matches(own: str) -> Element:
    match = Element("match")
    SubElement(match, "variable", identifier=own)
    SubElement(match, "correct", identifier=own)
    return match


def _add_if(rules: Element, condition: Element, points: float) -> None:
    then = SubElement(SubElement(rules, "responseCondition"), "responseIf")
    then.append(condition)
    outcome = SubElement(SubElement(then, "setOutcomeValue", identifier="SCORE"), "sum")
    SubElement(outcome, "variable", identifier="SCORE")
    SubElement(outcome, "baseValue", baseType="float").text = f"{points:.6g}"


def _number(rules: Element, question: Number) -> None:
    """The first answer that a number is decides, what is right before what is wrong."""
    condition = SubElement(rules, "responseCondition")
    ordered = sorted(enumerate(question.answers), key=lambda pair: not pair[1].right)
    for place, (index, answer) in enumerate(ordered):
        then = SubElement(condition, "responseElseIf" if place else "responseIf")
        equal = SubElement(then, "equal", toleranceMode="absolute" if answer.tolerance else "exact")
        if answer.tolerance:
            equal.set("tolerance", f"{answer.tolerance!r} {answer.tolerance!r}")
        SubElement(equal, "variable", identifier="RESPONSE")
        SubElement(equal, "baseValue", baseType="float").text = repr(answer.number)
        score = SubElement(then, "setOutcomeValue", identifier="SCORE")
        SubElement(score, "baseValue", baseType="float").text = "1" if answer.right else "0"
        _show(then, [f"a{index}"])
    if question.otherwise:
        _show(SubElement(condition, "responseElse"), ["otherwise"])


def _feedback(rules: Element, question: Question) -> None:
    """Shown at the end: what is said to the chosen answers or the gaps, and the reason."""
    shown = ["because"] if question.because else []
    if isinstance(question, Blank):
        shown += [f"gap{index}" for index in range(len(question.gaps))]
    if not isinstance(question, Order | Number | Blank | Do):
        multiple = _collected(rules)
        SubElement(multiple, "variable", identifier="RESPONSE")
    if shown:
        _show(rules, shown)


def _show(rules: Element, feedback: list[str]) -> None:
    multiple = _collected(rules)
    for own in feedback:
        SubElement(multiple, "baseValue", baseType="identifier").text = own


def _collected(rules: Element) -> Element:
    """A container of the feedback so far, to which more is added."""
    multiple = SubElement(SubElement(rules, "setOutcomeValue", identifier="FEEDBACK"), "multiple")
    SubElement(multiple, "variable", identifier="FEEDBACK")
    return multiple
