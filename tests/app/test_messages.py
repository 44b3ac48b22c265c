"""What a page may say, and what is answered to anything else."""

from __future__ import annotations

import json

import pytest

from neurarium.app import messages, wire
from neurarium.app.messages import Open, Play, Wanted, Watch
from neurarium.lab.text import Refusal


def test_messages_have_the_protocols_defaults() -> None:
    assert messages.read('{"type": "open", "session": "s", "lab": "slope"}') == Open("s", "slope", {}, 0, 1, [], None)
    assert messages.read('{"type": "play", "session": "s"}') == Play("s", None)
    read = messages.read('{"type": "watch", "session": "s", "pictures": {"k": {"picture": "p"}}}')
    assert read == Watch("s", {"k": Wanted("p", {})})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"type": "play"}',
        '{"type": "play", "session": ""}',
        '{"type": "play", "session": "a b"}',
        '{"type": "play", "session": "s", "speed": 0}',
        '{"type": "play", "session": "s", "speed": 1e999}',
        '{"type": "play", "session": "s", "more": 1}',
        '{"type": "dance", "session": "s"}',
        '{"type": "step", "session": "s", "count": 1000001}',
        '{"type": "set", "session": "s", "settings": [1]}',
        '{"type": "set", "session": "s", "settings": {"a": ' + "[" * 17 + "]" * 17 + "}}",
        '{"type": "set", "session": "s", "settings": {"a": ' + "[" * 9000 + "]" * 9000 + "}}",
        '{"type": "set", "session": "s", "settings": {"a": ' + "9" * 9000 + "}}",
        json.dumps({"type": "watch", "session": "s", "pictures": {str(n): {"picture": "p"} for n in range(65)}}),
    ],
)
def test_anything_else_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        messages.read(text)
    assert refusal.value.text.en != refusal.value.text.de


def test_whose_message_it_is_can_be_read_from_a_wrong_one() -> None:
    assert messages.session_of('{"type": "dance", "session": "s"}') == "s"
    for text in ("", "[", '{"session": 3}', '{"session": "a b"}', "[" * 9000):
        assert messages.session_of(text) == ""


@pytest.mark.parametrize("number", [2**64, -(10**300), 1e308, 0.1])
def test_every_number_reaches_the_worker(number: float) -> None:
    message = messages.read(json.dumps({"type": "set", "session": "s", "settings": {"a": number}}))
    assert not isinstance(message, Open | messages.Close)
    obey = wire.Obey("run", wire.Numbered(1, 2, message))
    packed = wire.pack(obey)
    assert wire.length(packed[: wire.LENGTH]) == len(packed) - wire.LENGTH
    assert wire.for_worker(packed[wire.LENGTH :]) == obey


def test_a_file_of_bytes_is_answered_as_base64() -> None:
    assert json.loads(messages.answer("s", 3, "a.txt", "words")) == {
        "type": "answer", "session": "s", "ask": 3, "name": "a.txt", "text": "words"
    }  # fmt: skip
    assert json.loads(messages.answer("s", 3, "a.onnx", b"\0\xff")) == {
        "type": "answer", "session": "s", "ask": 3, "name": "a.onnx", "text": "AP8=", "encoding": "base64"
    }  # fmt: skip
