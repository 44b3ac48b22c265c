"""What a visitor does on the course's pages, and a course folder of one's own to do it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench._serving import Served, serving
from playwright.sync_api import Locator, Page

from tests.course.conftest import lecturers

MINE = "mine"
FIGURES = "\n\n".join(f"[figure: slope?rate=0.1&seed={seed}&steps=40 | The line of seed {seed}.]" for seed in (1, 2, 3))
LESSON = f"""# Slope

A [[neuron]] with one [[weight|number]] and no $b$.

| name | is |
|---|---|
| [[weight|its weight]] | $w$ |

{FIGURES}

---

## <script>document.title = "run"</script>

What looks like HTML is text. [A link](javascript:document.title) leads nowhere.
"""
BROKEN = """
[[question]]
id = "never-right"
kind = "single"
text.en = "Which?"
text.de = "Welche?"
difficulty = "easy"
knowledge = "recall"
source = "this test"

[[question.answers]]
text.en = "This"
text.de = "Diese"
why.en = "No."
why.de = "Nein."

[[question.answers]]
text.en = "That"
text.de = "Jene"
why.en = "No."
why.de = "Nein."
"""


@contextmanager
def serving_course(folder: Path) -> Iterator[Served]:
    """A server with a lecturer's own course beside the lecture; one of its questions is broken."""
    mine = lecturers(folder / MINE)
    for language in ("en", "de"):
        (mine / "slope" / f"lesson.{language}.md").write_text(LESSON)
    with (mine / "slope" / "questions.toml").open("a") as file:
        file.write(BROKEN)
    with serving(folder / "data", NEURARIUM_COURSES=str(mine)) as served:
        yield served


def open_course(page: Page, server: Served, address: str = "", course: str = MINE) -> None:
    page.goto(f"{server.origin}/course/{course}{address}")
    page.wait_for_selector("main h1, [data-slide] h1, [data-slide] h2")


def question(page: Page, name: str) -> Locator:
    return page.locator(f"[data-question='{name}']")


def until_figures(page: Page, condition: str) -> None:
    """Waits until the list `__figures` (web/src/course/figure/probe.ts) fulfils a condition on `figures`."""
    page.wait_for_function(f"() => (figures => {condition})(window.__figures ?? [])")


def answer_single(page: Page, name: str, index: int) -> str:
    """Chooses the answer that stands at this place in the file; says what came of it."""
    place = question(page, name)
    place.locator(f"[data-answer='{index}'] input").check()
    place.locator("[data-do=check]").click()
    return str(place.locator("[data-mark]").get_attribute("data-mark"))
