"""What is drawn for those who look, and what is not."""

from __future__ import annotations

import neurarium as nr
from neurarium.app.scene import Scene
from neurarium.labs.playground.pictures import NodeRequest


def test_a_neuron_that_was_just_removed_is_not_drawn_and_the_session_lives_on() -> None:
    run = nr.run("playground", hidden=[4, 2])
    scene = Scene(run)
    second_layer = ("node", NodeRequest.of(layer=2, index=1, size=8))
    assert scene.draw(second_layer) is not None
    run.change(hidden=[4])
    scene.changed()
    assert scene.draw(second_layer) is None
    assert scene.unshowable == set()
    run.change(hidden=[4, 2])
    scene.changed()
    assert scene.draw(second_layer) is not None
