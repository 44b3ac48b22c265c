"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "neurarium"
LAYERS = {  # a package may import from itself and from those below it
    "lab": {"lab"},
    "labs": {"labs", "lab", "nn", "data"},
    "course": {"course", "labs", "lab", "store_trouble"},  # a full disk is told in one way
    "nn": {"nn"},
    "data": {"data", "lab"},  # refuses in the words of the house
}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("words", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)])
def test_style_and_types_are_clean(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 0, done.stdout + done.stderr


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{item.name}" for item in node.names}
        elif isinstance(node, ast.Import):
            found |= {item.name for item in node.names}
    return found


def test_imports_point_down() -> None:
    for layer, below in LAYERS.items():
        for file in (PACKAGE / layer).rglob("*.py"):
            for name in imports(file):
                top, _, rest = name.partition(".")
                if top == "neurarium":
                    assert rest.split(".")[0] in below, f"{file.relative_to(ROOT)} imports {name}"


def test_a_view_uses_its_own_folder_and_the_pages_shared_parts() -> None:
    labs = PACKAGE / "labs"
    for file in [*labs.rglob("*.svelte"), *labs.rglob("*.ts")]:
        own = labs / file.relative_to(labs).parts[0]
        for path in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", file.read_text(encoding="utf-8")):
            assert (file.parent / path).resolve().is_relative_to(own), f"{file.relative_to(ROOT)} imports {path}"


def test_what_only_lists_labs_does_not_import_what_trains_them() -> None:
    """These take a second or more to import; the server, every worker, the list of labs and the help come without them."""
    ask = (
        "import sys; import neurarium.cli.main, neurarium.app.server; from neurarium import labs; "
        "[labs.find(lab).describe() for lab in labs.folders()]; "
        "print(sorted({'jax', 'equinox', 'optax', 'scipy.special', 'scipy.stats', 'sklearn', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_nothing_is_unpickled_or_evaluated() -> None:
    for file in [*PACKAGE.rglob("*.py"), *(ROOT / "bench").glob("*.py")]:
        names = imports(file)
        assert not {name for name in names if name.split(".")[0] in {"pickle", "marshal", "shelve"}}, file
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"eval", "exec"}, file


def test_no_other_host_is_named_in_what_the_page_is_made_of() -> None:
    allowed = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}
    for file in tracked("web/src", "web/index.html", "src/neurarium/labs"):
        if file.suffix in {".ts", ".svelte", ".css", ".html"} and ".test." not in file.name:
            hosts = set(re.findall(r"https?://[^\s\"'`)<>$]+", file.read_text(encoding="utf-8")))
            local = {host for host in hosts if re.match(r"https?://(localhost|127\.0\.0\.1)\b", host)}
            assert hosts - local - allowed == set(), file


def test_no_lock_file_carries_addresses() -> None:
    names = {file.name for file in tracked()}
    assert "uv.lock" not in names
    for file in tracked("*package-lock.json"):
        assert '"resolved"' not in file.read_text(encoding="utf-8")


def test_lessons_and_documents_have_their_twins() -> None:
    for file in tracked("*.en.md"):
        assert file.with_name(file.name.replace(".en.md", ".de.md")).exists(), file


def test_python_files_read_in_one_sitting() -> None:
    for file in [*PACKAGE.rglob("*.py"), *(ROOT / "bench").glob("*.py")]:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, file
