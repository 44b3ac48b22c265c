"""Only a browser with the token, on this machine, from the server's own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from bench._serving import Served
from starlette.applications import Starlette
from starlette.routing import Match, Route
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import neurarium
from neurarium.app.guard import Guard
from neurarium.app.limits import Limits
from neurarium.app.routes import create_app
from neurarium.app.supervisor import Supervisor
from neurarium.store import Store
from tests.app.visitor import Visitor

ADDRESSES = [
    ("GET", "/"),
    ("GET", "/lab/slope"),
    ("GET", "/assets/nothing.js"),
    ("GET", "/labs/slope/view.js"),
    ("GET", "/api/house"),
    ("GET", "/api/labs/slope/lesson"),
    ("GET", "/api/labs/slope/source"),
    ("POST", "/api/link"),
    ("GET", "/api/runs"),
    ("POST", "/api/runs"),
    ("PATCH", "/api/runs/r"),
    ("DELETE", "/api/runs/r"),
    ("GET", "/api/runs/r/history"),
    ("GET", "/api/runs/r/file"),
    ("GET", "/api/courses"),
    ("POST", "/api/courses"),
    ("DELETE", "/api/courses/lecture"),
    ("GET", "/api/courses/lecture/export"),
    ("GET", "/api/courses/lecture/problems"),
    ("GET", "/api/courses/lecture/sections/neuron"),
    ("GET", "/api/courses/lecture/sections/neuron/files/picture.png"),
    ("GET", "/api/courses/lecture/glossary"),
    ("GET", "/api/courses/lecture/questions"),
    ("GET", "/api/courses/lecture/matrix"),
    ("POST", "/api/courses/lecture/questions/neuron/one/answer"),
    ("GET", "/api/progress"),
    ("POST", "/api/progress"),
    ("DELETE", "/api/progress"),
    ("GET", "/api/progress/file"),
    ("POST", "/api/progress/file"),
    ("GET", "/api/qr"),
    ("GET", "/api/images"),
    ("POST", "/api/images/standard/mnist"),
    ("DELETE", "/api/images/standard/mnist"),
    ("POST", "/api/images/own"),
    ("DELETE", "/api/images/own/a"),
    ("GET", "/api/images/own/a/sheet.png"),
    ("POST", "/api/images/folder"),
    ("GET", "/api/nothing"),
]


@pytest.fixture
def stranger(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.origin) as client:
        yield client


def test_the_list_of_addresses_is_complete(tmp_path: Path) -> None:
    limits = Limits()
    routes = create_app(Supervisor(Store(tmp_path), limits), limits).routes
    for route in routes:
        if isinstance(route, Route):
            assert any(
                route.matches({"type": "http", "method": method, "path": path, "headers": []})[0] == Match.FULL
                for method, path in ADDRESSES
            ), f"{route.path} has no address in this test"


def refused(response: httpx.Response) -> None:
    assert response.status_code == 403
    assert "terminal" in response.text
    assert "Terminal" in response.text
    for secret in (neurarium.__version__, "uvicorn", "slope", "/work", "site-packages", "python"):
        assert secret not in response.text + str(response.headers)


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_nothing_is_answered_without_the_token(stranger: httpx.Client, method: str, path: str) -> None:
    refused(stranger.request(method, path))
    refused(stranger.request(method, f"{path}?token=wrong"))
    refused(stranger.request(method, f"{path}?token="))
    cookie = f"neurarium-{stranger.base_url.port}"
    refused(stranger.request(method, path, headers={"cookie": f"{cookie}=wrong"}))
    refused(stranger.request(method, path, headers={"cookie": f"{cookie}; {cookie}=; ;;=\x7f"}))


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_a_foreign_host_is_refused(visitor: Visitor, method: str, path: str) -> None:
    for host in ("example.org", "example.org:80", "127.0.0.1.example.org", "127.0.0.1:1", "", "[", "a@127.0.0.1"):
        refused(visitor.http.request(method, path, headers={"host": host}))


@pytest.mark.parametrize(("method", "path"), [address for address in ADDRESSES if address[0] != "GET"])
def test_a_change_from_a_foreign_page_is_refused(visitor: Visitor, method: str, path: str) -> None:
    for origin in ("http://example.org", "null", "http://127.0.0.1:1", "file://"):
        refused(visitor.http.request(method, path, headers={"origin": origin}))
    for site in ("cross-site", "same-site", "none"):
        refused(visitor.http.request(method, path, headers={"sec-fetch-site": site}))


@pytest.mark.parametrize("origin", ["http://example.org", "null", None, "http://127.0.0.1:1"])
def test_a_socket_from_a_foreign_page_is_refused(visitor: Visitor, origin: str | None) -> None:
    refuse_socket(visitor, origin=origin, cookie=visitor.cookie)


def test_a_socket_without_the_cookie_or_with_a_foreign_host_is_refused(visitor: Visitor) -> None:
    refuse_socket(visitor, origin=visitor.served.origin, cookie="")
    refuse_socket(visitor, origin=visitor.served.origin, cookie=visitor.cookie[:-1])
    refuse_socket(visitor, origin="http://example.org", cookie=visitor.cookie, host="example.org")


def refuse_socket(visitor: Visitor, *, origin: str | None, cookie: str, host: str | None = None) -> None:
    parts = urlsplit(visitor.served.origin)
    url = f"ws://{host or parts.hostname}:{parts.port}/socket"
    with (
        pytest.raises(InvalidStatus) as refusal,
        connect(
            url,
            address=(parts.hostname, parts.port),
            additional_headers={"Cookie": cookie},
            origin=origin,  # type: ignore[arg-type]
            proxy=None,
        ),
    ):
        pass
    assert refusal.value.response.status_code == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(served: Served) -> None:
    token = parse_qs(urlsplit(served.address).query)["token"][0]
    response = httpx.get(f"{served.origin}/lab/slope?seed=3&token={token}&look=a+b")
    assert response.status_code == 303
    assert response.headers["location"] == "/lab/slope?seed=3&look=a+b"
    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"neurarium-{urlsplit(served.origin).port}={token};")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert httpx.get(f"{served.origin}//example.org/?token={token}").headers["location"] == "/example.org/"


def test_headers_keep_the_page_to_itself(visitor: Visitor) -> None:
    for path in ("/", "/api/house", "/api/nothing", "/lab/slope"):
        headers = visitor.http.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "server" not in headers


def test_names_of_this_machine_are_right(visitor: Visitor) -> None:
    port = urlsplit(visitor.served.origin).port
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert visitor.http.get("/api/house", headers={"host": host, "cookie": visitor.cookie}).status_code == 200


@pytest.mark.parametrize(
    ("bound", "host", "right"),
    [
        ("127.0.0.1", "localhost:80", True),
        ("127.0.0.1", "192.168.1.2:80", False),
        ("lab.school", "lab.school:80", True),
        ("lab.school", "LAB.school", True),
        ("lab.school", "other.school:80", False),
        ("0.0.0.0", "192.168.1.2:80", True),
        ("0.0.0.0", "[2001:db8::1]:80", True),
        ("0.0.0.0", "example.org:80", False),
    ],
)
def test_a_host_is_right_if_it_was_given(bound: str, host: str, right: bool) -> None:
    assert Guard(Starlette(), bound, 80, "token")._own(host) is right
