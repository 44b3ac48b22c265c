"""What stands between camera and vehicle: posts, signs, trunks, bushes, bollards, a fence, a person."""

from __future__ import annotations

from neurarium.data.solids import Face, Material, Solid, ball, beam, box, disc, solid

POST, LEAF, BARK, SIGN = Material.POST, Material.LEAF, Material.BARK, Material.SIGN


def _post(height: float, radius: float) -> list[Face]:
    return beam((0, 0, 0), (0, height, 0), radius, POST)


def _bush(size: float) -> list[Face]:
    return [
        *ball((0, 0.45 * size, 0), 0.5 * size, LEAF, squash=0.9),
        *ball((0.4 * size, 0.3 * size, 0.1), 0.36 * size, LEAF),
        *ball((-0.42 * size, 0.32 * size, 0.05), 0.38 * size, LEAF),
    ]


def _person() -> list[Face]:
    return [
        *beam((-0.08, 0.05, 0.08), (-0.02, 0.88, 0.08), 0.09, Material.CLOTH),
        *beam((0.18, 0.05, -0.08), (0.02, 0.88, -0.08), 0.09, Material.CLOTH),
        *beam((0, 0.85, 0), (0.02, 1.42, 0), 0.17, SIGN, thin=0.2),
        *beam((0.02, 1.4, 0.22), (-0.12, 0.85, 0.24), 0.06, SIGN),
        *beam((0.02, 1.4, -0.22), (0.18, 0.88, -0.24), 0.06, SIGN),
        *ball((0.04, 1.66, 0), 0.13, Material.SKIN, squash=1.15),
    ]


def things() -> list[Solid]:
    """Eight things, with their feet on the ground; at most about a metre wide."""
    fence = [
        face for x in (-0.6, -0.2, 0.2, 0.6) for face in box((x - 0.035, x + 0.035), (0, 0.85), (-0.03, 0.03), BARK)
    ]
    fence += [face for y in (0.3, 0.65) for face in box((-0.75, 0.75), (y, y + 0.07), (-0.02, 0.02), BARK)]
    bollards = [face for x in (-0.5, 0.0, 0.5) for face in beam((x, 0, 0), (x, 0.75, 0), 0.07, POST)]
    return [
        solid(_post(6.0, 0.09)),
        solid([*_post(2.4, 0.04), *disc(0, 2.35, 0.05, 0.34, SIGN), *disc(0, 2.35, 0.06, 0.24, Material.RIM)]),
        solid(beam((0, 0, 0), (0.1, 7.0, 0), 0.2, BARK, thin=0.14)),
        solid(_bush(1.1)),
        solid(bollards),
        solid(fence),
        solid(_person()),
        solid(
            [
                *box((-0.22, 0.22), (0, 1.25), (-0.2, 0.2), SIGN),
                *box((-0.16, 0.16), (0.75, 1.1), (-0.21, 0.21), Material.TRIM),
            ]
        ),
    ]
