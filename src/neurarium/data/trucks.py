"""Trucks: a cab over the front axle, and what it carries behind."""

from __future__ import annotations

import math
from collections.abc import Callable

from neurarium.data.solids import Face, Material, Solid, Station, both, box, loft, panel, side, solid, wheel

PAINT, SECOND, GLASS, TRIM, METAL = Material.PAINT, Material.SECOND, Material.GLASS, Material.TRIM, Material.METAL
HALF = 1.2  # of the width
FLOOR = 1.05  # height of the load above the ground

Load = Callable[[float, float], list[Face]]  # from where to where it lies


def truck(length: float, load: Load, cab: float = 2.85, axles: int = 1, wind: bool = False) -> Solid:
    """A truck.

    Arguments:
        cab: its height.
        axles: at the back.
        wind: a deflector on the roof of the cab.
    """
    front = length / 2
    back = front - 1.75
    faces = [
        *_cab(front, back, cab),
        *box((-front + 0.1, back + 0.2), (0.62, FLOOR), (-0.5, 0.5), TRIM),
        *both(box((-0.4, back - 0.9), (0.45, 0.95), (0.7, 1.12), METAL)),
        *box((-front, -front + 0.08), (0.5, 0.85), (-1.1, 1.1), TRIM),
        *both(box((-front - 0.02, -front + 0.02), (0.62, 0.84), (0.7, 1.08), Material.TAIL)),
        *wheel(front - 1.0, 0.5, HALF, 0.32),
        *load(-front, back - 0.18),
    ]
    for axle in range(axles):
        faces += wheel(-front + 1.15 + 1.12 * axle, 0.5, HALF, 0.45)
    if wind:
        faces += loft(
            [(back + 0.1, cab - 0.02, cab + 0.62, 1.05, 0.95), (front - 0.5, cab - 0.02, cab + 0.05, 1.0, 0.95)],
            [PAINT],
            [PAINT],
        )
    return solid(faces)


def _cab(front: float, back: float, top: float) -> list[Face]:
    pane, roof = 1.7, top - 0.3
    body = loft(
        [
            (back, 0.55, top - 0.04, HALF - 0.02, HALF - 0.08),
            (front - 0.3, 0.45, top, HALF, HALF - 0.06),
            (front - 0.06, 0.42, pane, HALF, HALF - 0.03),
        ],
        [PAINT] * 2,
        [PAINT, GLASS],
        ends=PAINT,
    )
    nose = loft(
        [(front - 0.08, 0.42, pane - 0.03, HALF, HALF - 0.03), (front, 0.5, pane - 0.12, HALF - 0.06, HALF - 0.1)],
        [PAINT],
        [PAINT],
    )
    edge = HALF + 0.005
    return [
        *body,
        *nose,
        *both(
            panel(
                [
                    (back + 0.55, pane, edge),
                    (front - 0.2, pane, edge),
                    (front - 0.36, roof, edge - 0.05),
                    (back + 0.55, roof, edge - 0.05),
                ],
                GLASS,
            )
        ),
        *box((front - 0.02, front + 0.02), (0.95, 1.35), (-0.8, 0.8), TRIM),
        *box((front - 0.1, front + 0.05), (0.4, 0.72), (-HALF, HALF), TRIM),
        *both(box((front - 0.04, front + 0.06), (0.74, 0.94), (0.72, 1.12), Material.LAMP)),
        *both(box((front - 0.28, front - 0.14), (1.75, 2.4), (HALF + 0.04, HALF + 0.24), TRIM)),
    ]


def closed(height: float, second: bool = True) -> Load:
    """A box body, up to this height above the ground."""
    made = SECOND if second else PAINT

    def load(back: float, front: float) -> list[Face]:
        frame = box((back, front), (FLOOR, FLOOR + 0.12), (-HALF - 0.01, HALF + 0.01), METAL)
        seams = [
            face
            for edge in (back + 0.03, front - 0.06)
            for face in side(
                [(edge, FLOOR), (edge + 0.05, FLOOR), (edge + 0.05, height), (edge, height)], HALF + 0.012, METAL
            )
        ]
        return [*box((back, front), (FLOOR, height), (-HALF, HALF), made), *frame, *seams]

    return load


def flatbed(loaded: bool) -> Load:
    """An open platform with low boards, and goods on it."""

    def load(back: float, front: float) -> list[Face]:
        boards = [
            *box((back, front), (FLOOR, FLOOR + 0.1), (-HALF, HALF), METAL),
            *both(box((back, front), (FLOOR, FLOOR + 0.55), (HALF - 0.05, HALF), SECOND)),
            *box((back, back + 0.05), (FLOOR, FLOOR + 0.55), (-HALF, HALF), SECOND),
            *box((front - 0.06, front), (FLOOR, FLOOR + 1.3), (-HALF, HALF), METAL),
        ]
        if loaded:
            step = (front - back - 0.5) / 3
            for number, top in enumerate((1.2, 0.9, 1.25)):
                left = back + 0.2 + number * step
                boards += box((left, left + step - 0.15), (FLOOR + 0.1, FLOOR + top), (-0.95, 0.95), Material.BARK)
        return boards

    return load


def tank(back: float, front: float) -> list[Face]:
    """A lying tank."""
    middle, radius = FLOOR + 1.15, 1.08
    angles = [(2 * number + 1) * math.pi / 10 for number in range(10)]
    ring = [(middle + radius * math.sin(angle), radius * math.cos(angle)) for angle in angles]
    walls = [
        face
        for (y0, z0), (y1, z1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        for face in panel([(back, y0, z0), (front, y0, z0), (front, y1, z1), (back, y1, z1)], SECOND)
    ]
    ends = [face for x in (back, front) for face in panel([(x, y, z) for y, z in ring], METAL)]
    rings = [
        face
        for x in (back + 0.6, (back + front) / 2, front - 0.6)
        for (y0, z0), (y1, z1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        for face in panel(
            [
                (x, 1.01 * y0 - 0.02, 1.01 * z0),
                (x + 0.12, 1.01 * y0 - 0.02, 1.01 * z0),
                (x + 0.12, 1.01 * y1 - 0.02, 1.01 * z1),
                (x, 1.01 * y1 - 0.02, 1.01 * z1),
            ],
            METAL,
        )
    ]
    return [*walls, *ends, *rings]


def skip(back: float, front: float) -> list[Face]:
    """The open body of a tipper, higher in front, with a heap in it."""
    stations: list[Station] = [
        (back, FLOOR + 0.3, FLOOR + 1.25, 0.95, HALF),
        (back + 0.5, FLOOR, FLOOR + 1.4, 0.95, HALF),
        (front - 0.1, FLOOR, FLOOR + 1.6, 0.95, HALF),
    ]
    ribs = [
        face
        for share in (0.25, 0.5, 0.75)
        for face in both(
            panel(
                [
                    (back + share * (front - back), FLOOR + 0.05, 0.97),
                    (back + share * (front - back) + 0.12, FLOOR + 0.05, 0.97),
                    (back + share * (front - back) + 0.12, FLOOR + 1.42, HALF + 0.02),
                    (back + share * (front - back), FLOOR + 1.42, HALF + 0.02),
                ],
                METAL,
            )
        )
    ]
    heap = loft(
        [
            (back + 0.4, FLOOR + 1.0, FLOOR + 1.3, 1.0, 0.6),
            ((back + front) / 2, FLOOR + 1.2, FLOOR + 1.95, 1.1, 0.3),
            (front - 0.4, FLOOR + 1.3, FLOOR + 1.6, 1.0, 0.5),
        ],
        [Material.BARK] * 2,
        [Material.BARK] * 2,
    )
    return [*loft(stations, [SECOND] * 2, [SECOND] * 2), *ribs, *heap]


def trucks() -> list[Solid]:
    """Boxes, platforms, tanks and tippers, short and long."""
    return [
        truck(7.6, closed(3.45)),
        truck(8.6, closed(3.6), axles=2, wind=True),
        truck(6.6, closed(3.1, second=False), cab=2.6),
        truck(8.2, flatbed(loaded=True), axles=2),
        truck(7.2, flatbed(loaded=False)),
        truck(8.4, tank, axles=2),
        truck(7.4, skip, axles=2),
        truck(7.2, closed(3.3), cab=2.7, wind=True),
    ]
