"""Files from anywhere: read, or refused in words; never more than that."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurarium.course.exchange import formats, hypertext, safe_xml
from neurarium.course.exchange.incoming import Incoming
from neurarium.lab.text import Refusal
from tests.course import strategies

BOMB = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><quiz><question type="multichoice"><name><text>&c;</text></name></question></quiz>"""
OUTSIDE = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz><question>&x;</question></quiz>'
PIECES = st.sampled_from(
    [
        "<quiz>", "</quiz>", '<question type="multichoice">', '<question type="cloze">', '<question type="numerical">', "</question>",
        '<question type="ordering">', '<question type="shortanswer">', '<question type="truefalse">', '<question type="matching">',
        "<questiontext format='html'><text>", "</text></questiontext>", '<answer fraction="100">', '<answer fraction="x">', "</answer>",
        "<text>", "</text>", "<![CDATA[", "]]>", "{1:SHORTANSWER:=a#b}", "{1:MC:=a~b}", "{1:NUMERICAL:=3}", "<feedback>", "</feedback>",
        "12", "&amp;", "<tolerance>1e999</tolerance>", "<single>false</single>", '<file name="../x.png" encoding="base64">AA', "</file>",
    ]
)  # fmt: skip
LINES = st.sampled_from(
    [
        "::title::", "What? {", "}", "{T}", "{F#no#yes}", "{#12:1}", "{#1..5}", "{#=%50%x}", "=right", "~wrong", "~%33.3%part", "#why", "####all",
        "=1 -> a", "=2 -> b", "=(1) -> x", "= -> z", "// [id:a/b] [tag:easy]", "// neurarium kind", "// neurarium why 1: x", "$CATEGORY: a//b/c",
        "\n", "\\{", "\\", "[markdown]", "{}", "{", "\ufdd0", "_____",
    ]
)  # fmt: skip


def tried(data: bytes) -> Incoming | None:
    """What comes of a file: questions that are in order, or a refusal with sentences in both languages."""
    try:
        found = formats.bring_in(data, "a file")
    except Refusal as refusal:
        assert refusal.text.en
        assert refusal.text.de
        return None
    assert found.count == len(dict(found.questions())) > 0
    return found


@given(st.lists(PIECES, max_size=14))
@strategies.TRIED
def test_scraps_of_moodle_xml(pieces: list[str]) -> None:
    tried(f"<quiz>{''.join(pieces)}</quiz>".encode())


@given(st.lists(LINES, max_size=14))
@strategies.TRIED
def test_scraps_of_gift(pieces: list[str]) -> None:
    tried("\n".join(pieces).encode())
    tried("".join(pieces).encode())


@given(st.binary(max_size=300))
@strategies.TRIED
def test_any_bytes(data: bytes) -> None:
    tried(data)
    tried(b"<" + data)


@given(st.text(max_size=200))
@strategies.TRIED
def test_any_html_becomes_a_text_whose_html_is_harmless(text: str) -> None:
    for page in (text, f"<p>{text}</p><script>{text}"):
        made = hypertext.to_html(hypertext.of_html(page))
        assert "<script" not in made.lower()


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="defines entities or a document type"):
        formats.bring_in(data)


def test_what_is_too_large_or_too_deep_is_refused() -> None:
    with pytest.raises(Refusal, match="larger than a file of questions may be"):
        formats.bring_in(b"<quiz>" + b" " * safe_xml.LARGEST)
    with pytest.raises(Refusal, match="100 elements deep"):
        formats.bring_in(b"<quiz>" + b"<a>" * 5000)


@pytest.mark.parametrize(
    "text",
    [
        "{1:MC:" + "&amp;" * 4000,
        "{" * 19_000,
        '<span lang="en" class="multilang">' * 500,
        "{mlang en}" * 1900,
        "`" * 9_000 + "x",
    ],
)
@pytest.mark.parametrize("kind", ["cloze", "multichoice"])
def test_what_never_ends_is_given_up_soon(kind: str, text: str) -> None:
    begin = time.process_time()
    for closing in ("", "</span>{mlang}"):
        inside = html.escape(text + closing)
        data = f"<quiz><question type='{kind}'><questiontext><text>{inside}</text></questiontext></question></quiz>"
        tried(data.encode())
        tried((text + closing).encode())
    assert time.process_time() - begin < 5  # it would be minutes if a pattern tried every way to part it


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<quiz>", "The file is no whole XML: line 1"),
        (b"<html></html>", "The file begins with <html>; Moodle XML begins with <quiz>"),
        (b"<?xml version='1.0' encoding='martian'?><quiz/>", "encoding"),
        (b"<quiz></quiz>", "There is no question in this file"),
        (b"One {=1}\n\xff\xfe\x00", "The file is not UTF-8: in line 2 stands the byte FF"),
        (b"points;text\n1;Which?\n", "Tables (CSV) can only be taken out"),
        (b"", "Expected Moodle XML or GIFT"),
        (b"<quiz><question type='stack'/></quiz>", "line 1: questions of the kind 'stack' are not known here"),
    ],
)
def test_the_refusal_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        formats.bring_in(data)
    assert said in caught.value.text.en
    assert caught.value.text.de != caught.value.text.en


def test_what_comes_from_elsewhere_is_read_and_its_gaps_are_told() -> None:
    found = formats.bring_in(FOREIGN, "exam.xml")
    questions = dict(found.questions())
    assert [type(one).__name__ for one in questions.values()] == ["Single", "Single", "Blank", "Several"]
    single, truth, blank, several = questions.values()
    assert single.text.en == "Which *one*? 3 \\* 4 <b>"
    assert (single.difficulty, single.knowledge, single.source) == ("medium", "recall", "exam.xml")
    assert truth.text.de == "Deutsch"
    assert truth.text.en == "English"
    assert blank.text.en == "Capital of France?\n\n{1}"
    assert several.text.en == "Pick."
    told = " ".join(notice.en for notice in found.notices)
    assert "line 2: questions of the kind 'essay'" in told
    assert "answers came without feedback" in told
    assert "questions came without a source" in told


FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="essay"><name><text>x</text></name></question>
<question type="category"><category><text>$course$/top/Exam</text></category></question>
<question type="multichoice"><name><text>One</text></name><questiontext format="html">
  <text><![CDATA[<div onclick="x()">Which <i>one</i>? 3 * 4 &lt;b&gt;<script>alert(1)</script></div>]]></text></questiontext>
  <single>true</single><answer fraction="100"><text>Yes</text></answer><answer fraction="0"><text>No</text></answer></question>
<question type="truefalse"><name><text>T</text></name><questiontext format="html">
  <text>{mlang en}English{mlang}{mlang de}Deutsch{mlang}</text></questiontext>
  <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
<question type="shortanswer"><name><text>S</text></name><questiontext format="html"><text>Capital of France?</text></questiontext>
  <answer fraction="100"><text>Paris</text><feedback><text>Yes.</text></feedback></answer></question>
<question type="multichoice"><name><text>M</text></name><questiontext format="markdown"><text>Pick.</text></questiontext>
  <single>false</single><answer fraction="50"><text>a</text></answer><answer fraction="50"><text>b</text></answer>
  <answer fraction="-100"><text>c</text></answer></question></quiz>"""
