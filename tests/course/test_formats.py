"""What a lecturer takes along, read back: by other people's parsers where there are any."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
import time
import warnings
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

import neurarium as nr
from neurarium.course import exchange, places, reading, writing
from neurarium.course.exchange import formats, formula_html, gift_in, hypertext, moodle_in
from neurarium.course.exchange.bundle import with_words, without_words
from neurarium.course.exchange.incoming import gathered
from neurarium.course.model import Course
from neurarium.course.question import Blank, Number, Order, Question, Several, Single, TrueStatement, Words, kind
from tests.course.conftest import PIXEL, lecturers


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A lecturer's course with a picture at one question."""
    folder = lecturers(tmp_path_factory.mktemp("course") / "mine")
    file = folder / "perceptron" / "questions.toml"
    picture = 'image = "border.png"\nalt.en = "A \\"border\\""\nalt.de = "Eine Grenze"\nsource'
    file.write_text(file.read_text().replace("source", picture, 1))
    course = reading.read(folder, "mine")
    assert course.problems == ()
    return course


def written(course: Course, name: str, language: str = "en", **more: bool) -> bytes:
    return formats.export(course, dict(course.questions()), name, language, **more).data


def test_every_format_is_named_on_the_command_line() -> None:
    assert tuple(formats.FORMATS) == exchange.NAMES


@pytest.mark.parametrize("name", ["moodle", "gift"])
def test_two_files_make_the_same_course_again(course: Course, name: str, tmp_path: Path) -> None:
    both = [formats.bring_in(written(course, name, language), terms=True) for language in ("en", "de")]
    from neurarium.course.exchange import incoming

    merged = incoming.merged(*both)
    writing.keep(merged, tmp_path / "again", "Again")
    again = reading.read(tmp_path / "again", "again")
    assert not [problem for problem in again.problems if "glossary" not in problem.text.en]
    kept = {own: one for own, one in course.questions() if kind(one) != "do"}
    for own, one in kept.items():
        if isinstance(one, Blank) and one.words and name == "moodle":  # where words to choose from have no variants
            gaps = [
                msgspec.structs.replace(gap, accept=Words(gap.accept.en[:1], gap.accept.de[:1])) for gap in one.gaps
            ]
            kept[own] = msgspec.structs.replace(one, gaps=gaps)
    if name == "gift":  # which holds no pictures
        kept = {own: msgspec.structs.replace(one, image="", alt=None) for own, one in kept.items()}
    assert dict(again.questions()) == kept
    if name == "moodle":
        assert (tmp_path / "again" / "perceptron" / "border.png").read_bytes() == PIXEL


def test_german_words_stand_for_terms_in_a_german_file(course: Course) -> None:
    assert ">Neuron</dfn> zwischen zwei Klassen" in ElementTree.tostring(
        ElementTree.fromstring(written(course, "moodle", "de")), encoding="unicode", method="text"
    )
    found = dict(formats.bring_in(written(course, "moodle", "de")).questions())
    assert "einzelnes Neuron zwischen" in found["perceptron/one-line"].text.de  # no glossary, so a word


def test_moodle_files_carry_what_a_moodle_course_needs(course: Course) -> None:
    quiz = ElementTree.fromstring(written(course, "moodle", "de"))
    categories = [one.findtext("category/text") for one in quiz if one.get("type") == "category"]
    assert categories[0] == "$course$/top/Mein Kurs/Das Perzeptron/leicht/Wiedergabe"
    single = next(one for one in quiz if one.findtext("idnumber") == "perceptron/one-line")
    assert [answer.get("fraction") for answer in single.iter("answer")] == ["0", "100", "0"]
    assert [tag.findtext("text") for tag in single.iter("tag")] == ["leicht", "Wiedergabe", "eine Antwort"]
    file = single.find("questiontext/file")
    assert file is not None
    assert (file.get("name"), file.get("encoding")) == ("border.png", "base64")
    several = next(one for one in quiz if one.findtext("idnumber") == "perceptron/separable")
    assert [answer.get("fraction") for answer in several.iter("answer")] == ["50", "-50", "50"]
    assert "exklusivem Oder" in (several.findtext("generalfeedback/text") or "")


@pytest.fixture(params=["mine", "lecture"])
def any_course(request: pytest.FixtureRequest, course: Course) -> Course:
    """The lecturer's course, and the lecture's with all its questions."""
    return course if request.param == "mine" else nr.read_course()


def is_choice(question: Question) -> bool:
    return isinstance(question, Single | TrueStatement | Several)


def test_a_published_parser_loses_nothing_of_our_moodle_xml(any_course: Course) -> None:
    from moodle_xml_parser.parser import parse_bytes

    read = parse_bytes(written(any_course, "moodle"))
    named = with_words(dict(any_course.questions()), any_course)
    choices = [one for one in named.values() if is_choice(one)]
    assert len(read["multichoice"]) == len(choices) > 2
    for theirs, ours in zip(read["multichoice"], choices, strict=True):
        assert isinstance(ours, Single | TrueStatement | Several)
        assert theirs.single == (not isinstance(ours, Several))
        assert hypertext.of_html(theirs.text_pre_parse) == ours.text.en
        assert [option.score_fraction > 0 for option in theirs.options] == [answer.right for answer in ours.answers]
        for option, answer in zip(theirs.options, ours.answers, strict=True):
            assert hypertext.of_html(option.answer) == answer.text.en
            assert hypertext.of_html(option.feedback) == answer.why.en
    blanks = [one for one in named.values() if isinstance(one, Blank)]
    assert len(read["cloze"]) == len(blanks)
    for theirs, blank in zip(read["cloze"], blanks, strict=True):
        accepted = [gap.accept.en[:1] if blank.words else gap.accept.en for gap in blank.gaps]
        assert [[one.answer for one in gap.options if one.score == 100] for gap in theirs.gaps] == accepted


def test_a_published_parser_loses_nothing_of_our_gift(any_course: Course) -> None:
    with warnings.catch_warnings():  # it asks for the locale in an old way when it is imported
        warnings.simplefilter("ignore")
        from pygiftparser import parser, utils

    def said(text: str) -> str:
        """Their text as ours; they leave `\\\\` as it is."""
        return hypertext.of_html(utils.transformSpecials(text).replace("\\\\", "\\"))

    read = parser.parseFile(io.StringIO(written(any_course, "gift").decode()))
    named = with_words(dict(any_course.questions()), any_course)
    ours = [one for one in named.values() if kind(one) != "do"]
    assert len(read) == len(ours)
    for theirs, one in zip(read, ours, strict=True):
        if isinstance(one, Single | TrueStatement | Several):
            assert type(theirs.answers).__name__ == ("MultipleChoicesSet" if isinstance(one, Several) else "SelectSet")
            assert said(theirs.text) == one.text.en
            given = theirs.answers.answers
            assert [answer.fraction > 0 for answer in given] == [answer.right for answer in one.answers]
            assert [said(answer.answer) for answer in given] == [answer.text.en for answer in one.answers]
            assert [said(answer.feedback) for answer in given] == [answer.why.en for answer in one.answers]
        if isinstance(one, Order):
            pairs = [(answer.question.strip(), said(answer.answer)) for answer in theirs.answers.answers]
            assert pairs == [(str(number), item.text.en) for number, item in enumerate(one.items, 1)]


def test_a_published_reader_reads_our_qti(any_course: Course, tmp_path: Path) -> None:
    from onyx2moodle.classifier import classify
    from onyx2moodle.parser import parse_item

    with zipfile.ZipFile(io.BytesIO(written(any_course, "qti"))) as package:
        package.extractall(tmp_path)
    named = with_words(dict(any_course.questions()), any_course)
    for name, one in named.items():
        if kind(one) == "do":
            continue
        item = parse_item(tmp_path / "items" / f"q-{name.replace('/', '.')}.xml")
        assert item.identifier == f"q-{name.replace('/', '.')}"
        right = {own: declared.correct_values for own, declared in item.response_decls.items()}
        if isinstance(one, Single | TrueStatement | Several):
            assert classify(item).target == "multichoice"
            assert right["RESPONSE"] == [f"a{index}" for index, answer in enumerate(one.answers) if answer.right]
            choices = [hypertext.of_html(choice.html) for choice in item.interactions[0].choices]
            assert choices == [_without_terms(answer.text.en) for answer in one.answers]
            told = {feedback.identifier: hypertext.of_html(feedback.html) for feedback in item.feedback}
            assert [told[f"a{index}"] for index in range(len(one.answers))] == [
                _without_terms(answer.why.en) for answer in one.answers
            ]
        if isinstance(one, Number):
            assert right["RESPONSE"] == [repr(next(answer.number for answer in one.answers if answer.right))]
        if isinstance(one, Order):
            assert right["RESPONSE"] == [f"a{index}" for index in range(len(one.items))]
        if isinstance(one, Blank) and not one.words:
            mappings = [list(declared.mapping) for declared in item.response_decls.values()]
            assert mappings == [list(dict.fromkeys(gap.accept.en)) for gap in one.gaps]


def _without_terms(text: str) -> str:
    return str(without_words(text, terms=False))


def test_a_qti_package_is_whole(course: Course) -> None:
    with zipfile.ZipFile(io.BytesIO(written(course, "qti", "de"))) as package:
        names = set(package.namelist())
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        listed = {file.get("href") for file in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}file")}
        assert listed | {"imsmanifest.xml"} == names
        items = [ElementTree.fromstring(package.read(name)) for name in names if re.match("items/q", name)]
    identifiers = [item.get("identifier") or "" for item in items]
    assert len(set(identifiers)) == len(identifiers) == 6
    for item in items:
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", found) for found in _identifiers(item))
        declared = {one.get("identifier") for one in item.iterfind("{*}responseDeclaration")}
        used = {one.get("responseIdentifier") for one in item.iter() if one.get("responseIdentifier")}
        assert declared == used
        inside = {one.get("identifier") for one in item.iter() if one.tag.endswith(("Choice", "modalFeedback"))}
        for value in item.iterfind(".//{*}correctResponse/{*}value"):
            assert value.text in inside or (value.text or "").replace(".", "").isdigit()
    assert written(course, "qti", "de") == written(course, "qti", "de")


def _identifiers(item: ElementTree.Element) -> list[str]:
    return [one.get("identifier", "") for one in item.iter() if one.get("identifier") is not None]


def test_an_anki_deck_holds_a_card_a_question(course: Course, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(course, "anki", "de"))) as package:
        (tmp_path / "deck").write_bytes(package.read("collection.anki2"))
        media = json.loads(package.read("media"))
        assert [package.read(key) for key in media] == [PIXEL]
    base = sqlite3.connect(tmp_path / "deck")
    try:
        notes = [(guid, fields.split("\x1f")) for guid, fields in base.execute("SELECT guid, flds FROM notes")]
        decks = [deck["name"] for deck in json.loads(base.execute("SELECT decks FROM col").fetchone()[0]).values()]
    finally:
        base.close()
    assert len(notes) == 6
    assert "Mein Kurs::Das Perzeptron" in decks
    front, back, source = next(fields for _, fields in notes if "zwischen zwei Klassen" in fields[0])
    assert "<b>Eine Gerade</b>" in back
    assert f'<img src="{next(iter(media.values()))}">' in front
    assert source == "Quelle: Minsky &amp; Papert 1969, Perceptrons, MIT Press"
    assert len({guid for guid, _ in notes}) == 6


def test_a_missing_extra_is_said_in_a_sentence(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(nr.Refusal, match=r'pip install "neurarium\[anki\]"'):
        written(course, "anki")


def test_jupyterquiz_has_its_keys(course: Course) -> None:
    listed = json.loads(written(course, "jupyterquiz"))
    assert [one["type"] for one in listed] == ["multiple_choice", "multiple_choice", "many_choice", "numeric"]
    assert listed[0]["answers"][1] == {
        "answer": "A straight line",
        "correct": True,
        "feedback": "The sum $w_1 x_1 + w_2 x_2 + b$ is zero along a straight line.",
    }
    assert listed[3]["answers"][0]["value"] == 12
    assert listed[3]["answers"][-1]["type"] == "default"


def test_a_table_has_a_line_a_question(course: Course) -> None:
    rows = list(csv.DictReader(io.StringIO(written(course, "csv", "both").decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [name for name, _ in course.questions()]
    assert (rows[0]["right"], rows[0]["answer_2_de"]) == ("2", "Eine Gerade")
    assert rows[2]["right"] == "1 3"
    assert rows[3]["answer_1_en"] == "Compute the outputs"
    assert rows[4]["answer_1_en"] == "artificial intelligence | AI"


def test_no_cell_is_a_formula_of_a_spreadsheet(course: Course) -> None:
    question = msgspec.structs.replace(dict(course.questions())["perceptron/one-line"], source="=cmd|' /C calc'!A0")
    data = formats.export(course, {"perceptron/one-line": question}, "csv").data.decode()
    assert "\"'=cmd" in data or ",'=cmd" in data


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.hosts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.hosts += [value or "" for key, value in attrs if key in ("src", "href")]
        if tag not in ("meta", "img", "br", "wbr", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("solutions", [False, True])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_sheet_is_whole_and_tells_solutions_only_when_asked(course: Course, language: str, solutions: bool) -> None:
    page = written(course, "sheet", language, solutions=solutions).decode()
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert all(host.startswith("data:image/png;base64,") for host in tags.hosts)
    why = "That takes hidden neurons." if language == "en" else "Dazu braucht es verdeckte Neuronen."
    assert (why in page) == solutions
    assert "<sub>1</sub>" in page
    assert "\\(" not in page


def test_formulas_on_paper() -> None:
    assert formula_html.formula(r"\frac{1}{2}(y-t)^2") == (
        '<span class="frac">1/2</span>(<i>y</i> − <i>t</i>)<sup>2</sup>'
    )
    assert formula_html.formula("a = -1 - 2") == "<i>a</i> = −1 − 2"
    assert formula_html.formula(r"\operatorname{sign}(x)") == "sign(<i>x</i>)"
    for unknown in (r"\begin{pmatrix}1\end{pmatrix}", "x^", "{" * 3000, r"\nothing"):
        assert formula_html.formula(unknown).startswith("<code>")


@pytest.mark.parametrize("name", ["moodle", "gift"])
def test_a_thousand_questions_go_out_and_come_in_within_five_seconds(course: Course, name: str) -> None:
    six = {own: one for own, one in course.questions() if kind(one) != "do"}
    many: dict[str, Question] = {
        f"{own}-{number}": msgspec.structs.replace(one, id=f"{one.id}-{number}")
        for number in range(167)
        for own, one in six.items()
    }
    begin = time.process_time()
    data = formats.export(course, many, name).data
    read = {"moodle": moodle_in.read, "gift": gift_in.read}[name]
    assert gathered(read(data), "a file").count == len(many) == 1002
    assert time.process_time() - begin < 5  # of one core; the bound


def test_nothing_of_the_course_imports_jax() -> None:
    import subprocess

    code = (
        "import sys, neurarium.app.course, neurarium.cli.course, neurarium.course.exchange.formats as f, neurarium as nr;"
        "c = nr.read_course(); assert 'jax' not in sys.modules and 'numba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert places.LECTURE == "lecture"
