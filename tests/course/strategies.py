"""Random questions, as a file may hold them."""

from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from neurarium.course import formula, markup
from neurarium.course.exchange import hypertext
from neurarium.course.exchange.bundle import without_words
from neurarium.course.question import (
    Amount,
    Answer,
    Blank,
    Gap,
    Item,
    Number,
    Order,
    Question,
    Several,
    Single,
    TrueStatement,
    Words,
)
from neurarium.lab.text import Text

TRIED = settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="{}")
MARKED = st.sampled_from(
    [
        "*so*", "**so**", "`a < b`", "$x_1 < 2$", "$$\\frac{1}{2}$$", "[[neuron]]", "[[weight|weights]]", "3 \\* 4",
        "<script>alert(1)</script>", "a & b &amp; c", "::", "~ = # %50%", "->", "\\\\(no formula\\\\)", "1. one", "\n\n", "\n", " ",
        "//", "$CATEGORY", "“Anführung”", "ﬁ", "]]>", "T", "TRUE", "=", "\\n", "\\:", "[html]",
    ]
)  # fmt: skip
PLAIN = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()))


def canonical(text: str) -> str:
    """The same text, written as it comes back from HTML."""
    return str(without_words(hypertext.of_html(hypertext.to_html(text)), terms=True))


def _is_whole(text: str) -> bool:
    return bool(text) and not list(formula.problems(markup.without_code(text)))


SAID = st.lists(MARKED | PLAIN, min_size=1, max_size=5).map(lambda parts: canonical("".join(parts))).filter(_is_whole)
TEXT = st.builds(Text, SAID, SAID)
NAME = PLAIN.filter(bool)
ABOUT = {
    "difficulty": st.sampled_from(["easy", "medium", "hard"]),
    "knowledge": st.sampled_from(["recall", "application"]),
    "source": PLAIN.filter(bool).map(canonical).filter(_is_whole),
    "live": st.sampled_from(["", "playground?dataset=xor&hidden=1"]),
    "because": st.none() | TEXT,
}


def distinct(texts: SearchStrategy[Text], least: int) -> SearchStrategy[list[Text]]:
    """Some texts, of which no two are the same in a language."""
    return st.lists(texts, min_size=least, max_size=5, unique_by=(lambda t: t.en, lambda t: t.de))


@st.composite
def choices(draw: st.DrawFn, own: str) -> Question:
    kind = draw(st.sampled_from([Single, TrueStatement, Several]))
    texts = draw(distinct(TEXT, 2))
    right = {draw(st.integers(0, len(texts) - 1))}
    if kind is Several:
        right |= draw(st.sets(st.integers(0, len(texts) - 1)))
    answers = [Answer(text=text, why=draw(TEXT), right=index in right) for index, text in enumerate(texts)]
    return kind(id=own, text=draw(TEXT), answers=answers, **{key: draw(value) for key, value in ABOUT.items()})


@st.composite
def orders(draw: st.DrawFn, own: str) -> Question:
    items = [Item(text=text, why=draw(st.none() | TEXT)) for text in draw(distinct(TEXT, 2))]
    return Order(id=own, text=draw(TEXT), items=items, **{key: draw(value) for key, value in ABOUT.items()})


@st.composite
def blanks(draw: st.DrawFn, own: str) -> Question:
    count = draw(st.integers(1, 3))
    words = draw(st.none() | st.builds(Words, st.lists(NAME, max_size=2), st.lists(NAME, max_size=2)))
    most = 1 if words else 2  # of those to choose from, one is right
    several = st.lists(NAME, min_size=1, max_size=most, unique=True)
    gaps = [Gap(accept=Words(draw(several), draw(several)), why=draw(TEXT)) for _ in range(count)]
    if words is not None:
        kept = [
            [word for word in dict.fromkeys(words.say(lang)) if word not in {gap.accept.say(lang)[0] for gap in gaps}]
            for lang in ("en", "de")
        ]
        words = Words(*kept)
    text = Text(*(canonical(draw(PLAIN) + "".join(f" {{{n + 1}}} " + draw(NAME) for n in range(count))) for _ in "ed"))
    about = {key: draw(value) for key, value in ABOUT.items()}
    return Blank(id=own, text=text, gaps=gaps, words=words, **about)


@st.composite
def numbers(draw: st.DrawFn, own: str) -> Question:
    finite = st.floats(-1e9, 1e9).map(lambda number: number + 0.0)
    values = draw(st.lists(finite, min_size=1, max_size=3, unique=True))
    answers = [
        Amount(number=value, tolerance=draw(st.floats(0, 10)), why=draw(TEXT), right=index == 0)
        for index, value in enumerate(values)
    ]
    about = {key: draw(value) for key, value in ABOUT.items()}
    unit, otherwise = draw(st.none() | st.builds(Text, NAME, NAME)), draw(st.none() | TEXT)
    return Number(id=own, text=draw(TEXT), answers=answers, unit=unit, otherwise=otherwise, **about)


KINDS = (choices, orders, blanks, numbers)


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Question]:
    """One to four questions of a section, by their names."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
    return {f"one/q{index}": draw(kind(f"q{index}")) for index, kind in enumerate(kinds)}
