"""Programs are written from templates that read like the program itself.

A line that ends in `#: adam, not l1` is there only if every condition holds: `adam` is among the features of the run,
and `l1` is not. `$name` is replaced by a text; one alone on its line may be of several lines, or empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from string import Template

MARK = "  #: "


def fill(template: str, features: Set[str], texts: Mapping[str, str]) -> str:
    """The program: lines chosen, names replaced, and never more than two empty lines in a row."""
    chosen = []
    for line in template.strip("\n").split("\n"):
        words, _, conditions = line.partition(MARK)
        if not conditions or all(_holds(condition, features) for condition in conditions.split(", ")):
            chosen.append(words)
    filled = Template("\n".join(chosen)).substitute(texts)
    return re.sub(r"\n{4,}", "\n\n\n", re.sub(r"[ \t]+\n", "\n", filled)).strip("\n") + "\n"


def _holds(condition: str, features: Set[str]) -> bool:
    wanted = condition.removeprefix("not ")
    return (wanted in features) == (wanted == condition)
