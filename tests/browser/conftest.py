"""A real Chromium on a real server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from bench._serving import Served, serving
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visitor import PATIENCE, visiting

expect.set_options(timeout=PATIENCE)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# Of each file, not of all: while Playwright runs, no other test of the process could have an event loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "there is no Chromium on the path: 'apt-get install chromium' to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("data")) as served:
        yield served


@pytest.fixture
def visit(chromium: Browser, server: Served) -> Iterator[Callable[..., Page]]:
    """An empty tab for one more visitor, with a browser context's options (locale, viewport, ...)."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visiting(chromium, server, **options))


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """The empty tab of an English visitor with a wide screen."""
    return visit()
