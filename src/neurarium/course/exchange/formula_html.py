"""Short formulas as plain HTML, for paper: Greek letters, signs, powers, indices, fractions and roots.

A sheet is one file that needs nothing else, so it cannot bring a program that sets formulas. What is not known here stands
as TeX, in the letters of a typewriter.
"""

from __future__ import annotations

import re
from html import escape, unescape

GREEK = {
    name: chr(code)
    for names, first in (
        ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho", 0x3B1),
        ("sigma tau upsilon phi chi psi omega", 0x3C3),
        ("Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho", 0x391),
        ("Sigma Tau Upsilon Phi Chi Psi Omega", 0x3A3),
    )
    for code, name in enumerate(names.split(), first)
}
SIGNS = {
    **GREEK,
    "varepsilon": "ε", "varphi": "φ", "cdot": " · ", "times": " × ", "pm": " ± ", "le": " ≤ ", "leq": " ≤ ", "ge": " ≥ ", "geq": " ≥ ",
    "ne": " ≠ ", "neq": " ≠ ", "approx": " ≈ ", "to": " → ", "rightarrow": " → ", "mapsto": " ↦ ", "leftarrow": " ← ", "in": " ∈ ",
    "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫", "partial": "∂", "nabla": "∇", "ldots": "…", "dots": "…", "cdots": "⋯",
    "quad": "  ", "qquad": "    ", "left": "", "right": "", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "odot": " ⊙ ",
    "subset": " ⊂ ", "cup": " ∪ ", "cap": " ∩ ", "mid": " | ", "sim": " ∼ ", "propto": " ∝ ", "ast": " ∗ ", "circ": "∘", "ell": "ℓ",
    "max": "max", "min": "min", "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tanh": "tanh", "arg": "arg",
    ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "%": "%", "_": "_", "#": "#", "&": "&", "$": "$", "{": "{", "}": "}", "|": "‖",
}  # fmt: skip
UPRIGHT = {"mathrm", "text", "operatorname", "mathbf", "boldsymbol"}
WRAPPED = {
    "mathrm": "{}", "text": "{}", "operatorname": "{}", "mathbf": "<b>{}</b>", "boldsymbol": "<b>{}</b>", "sqrt": "√({})",
    "hat": "{}̂", "bar": "{}̄", "tilde": "{}̃", "vec": "{}⃗", "mathbb": "{}", "mathcal": "{}",
}  # fmt: skip
_PIECE = re.compile(r"\\([A-Za-z]+|.)\s*|([_^])|([{}])|(\s+)|(.)", re.DOTALL)
_FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)


class _Unknown(Exception):
    """Something that cannot be set here."""


def replaced(html: str) -> str:
    """HTML with its formulas set."""

    def one(found: re.Match[str]) -> str:
        tex = unescape(found[1] or found[2])
        return formula(tex) if found[1] else f'<span style="display:block;text-align:center">{formula(tex)}</span>'

    return _FORMULA.sub(one, html)


def formula(tex: str) -> str:
    """A formula as HTML; TeX that is not known here is shown as it stands."""
    pieces = list(_PIECE.finditer(tex.strip()))
    try:
        said, rest = _row(pieces, 0)
    except (_Unknown, IndexError, RecursionError):
        return f"<code>{escape(tex, quote=False)}</code>"
    return said if rest == len(pieces) else f"<code>{escape(tex, quote=False)}</code>"


def _row(pieces: list[re.Match[str]], at: int) -> tuple[str, int]:
    """The pieces up to a closing brace."""
    parts = []
    while at < len(pieces) and pieces[at][3] != "}":
        said, at = _atom(pieces, at)
        parts.append(said)
    return "".join(parts), at


def _argument(pieces: list[re.Match[str]], at: int) -> tuple[str, int]:
    while pieces[at][4]:
        at += 1
    return _atom(pieces, at)


def _atom(pieces: list[re.Match[str]], at: int) -> tuple[str, int]:
    command, script, brace, space, sign = pieces[at].groups()
    if brace == "{":
        said, end = _row(pieces, at + 1)
        if end >= len(pieces):
            raise _Unknown
        return said, end + 1
    if script:
        said, end = _argument(pieces, at + 1)
        tag = "sub" if script == "_" else "sup"
        return f"<{tag}>{said}</{tag}>", end
    if command in ("frac", "tfrac", "dfrac"):
        above, middle = _argument(pieces, at + 1)
        below, end = _argument(pieces, middle)
        return f'<span class="frac">{_grouped(above)}/{_grouped(below)}</span>', end
    if command in WRAPPED:
        said, end = _argument(pieces, at + 1)
        bare = re.sub("</?i>", "", said) if command in UPRIGHT else said
        return WRAPPED[command].format(bare), end
    if command is not None:
        if command not in SIGNS:
            raise _Unknown
        return escape(SIGNS[command], quote=False), at + 1
    if space:
        return "", at + 1
    if sign in "=<>+":
        return f" {escape(sign)} ", at + 1
    if sign == "-":
        return ("−" if _begins(pieces, at) else " − "), at + 1
    return (f"<i>{sign}</i>" if sign.isalpha() else escape(sign, quote=False)), at + 1


def _begins(pieces: list[re.Match[str]], at: int) -> bool:
    """Whether a minus belongs to the number behind it: at the beginning, or after another sign."""
    before = [piece for piece in pieces[:at] if not piece[4]]
    return not before or before[-1][0].strip() in {"(", "[", "{", "=", ",", "<", ">", "_", "^", r"\cdot", r"\times"}


def _grouped(said: str) -> str:
    """In brackets, unless it is a single sign or number."""
    return said if re.fullmatch(r"\w+|<i>.</i>", said) else f"({said})"
