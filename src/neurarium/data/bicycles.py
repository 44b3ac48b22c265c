"""Bicycles, most of them with a rider."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from neurarium.data.solids import Face, Material, Solid, ball, beam, box, disc, panel, solid

PAINT, SECOND, TRIM, TYRE, SKIN, CLOTH = (
    Material.PAINT,
    Material.SECOND,
    Material.TRIM,
    Material.TYRE,
    Material.SKIN,
    Material.CLOTH,
)
RADIUS = 0.345
REAR, FRONT = (-0.53, RADIUS), (0.54, RADIUS)
CRANK = (-0.06, 0.29)
SEAT, HEAD = (-0.2, 0.86), (0.37, 0.86)


@dataclass(frozen=True)
class Bicycle:
    """A bicycle.

    Attributes:
        bars: where the hands are, (x, y).
        shoulders: of the rider, (x, y); None for a bicycle that nobody rides.
        turn: of the crank, radians.
        pack: what is carried: nothing, a rucksack, a basket.
    """

    bars: tuple[float, float] = (0.42, 1.02)
    shoulders: tuple[float, float] | None = (0.05, 1.5)
    turn: float = 0.6
    pack: str = ""

    def build(self) -> Solid:
        faces = [*self._wheels(), *self._frame()]
        if self.shoulders is not None:
            faces += self._rider(self.shoulders)
        if self.pack == "basket":
            faces += box((0.45, 0.75), (0.82, 1.06), (-0.16, 0.16), Material.BARK)
        return solid(faces)

    def _wheels(self) -> list[Face]:
        faces: list[Face] = []
        for x, y in (REAR, FRONT):
            for z in (-0.025, 0.025):
                faces += disc(x, y, z, RADIUS, TYRE, inner=RADIUS - 0.05, corners=18)
            faces += disc(x, y, 0.0, RADIUS - 0.05, Material.SPOKES, corners=18)
            faces += disc(x, y, 0.028, 0.05, Material.METAL, corners=6)
            edge = [(x + RADIUS * math.cos(a), y + RADIUS * math.sin(a)) for a in (i * math.pi / 9 for i in range(19))]
            for (x0, y0), (x1, y1) in itertools.pairwise(edge):
                faces += panel([(x0, y0, -0.025), (x1, y1, -0.025), (x1, y1, 0.025), (x0, y0, 0.025)], TYRE)
        return faces

    def _frame(self) -> list[Face]:
        def tube(start: tuple[float, float], end: tuple[float, float], radius: float = 0.028) -> list[Face]:
            return beam((*start, 0.0), (*end, 0.0), radius, PAINT)

        lower = (HEAD[0] + 0.03, HEAD[1] - 0.14)
        see_through = [
            panel([(x, y, 0.0) for x, y in corners], Material.SPOKES)[0]
            for corners in ((SEAT, HEAD, lower, CRANK), (REAR, SEAT, CRANK))
        ]
        faces = [
            *see_through,
            *tube(CRANK, SEAT),
            *tube(SEAT, HEAD),
            *tube(CRANK, lower, 0.032),
            *tube(REAR, SEAT, 0.018),
            *tube(REAR, CRANK, 0.02),
            *tube(lower, FRONT, 0.024),
            *tube(lower, (HEAD[0] - 0.02, HEAD[1] + 0.04), 0.03),
            *beam((*HEAD, 0.0), (*self.bars, 0.0), 0.022, TRIM),
            *beam((*self.bars, -0.27), (*self.bars, 0.27), 0.024, TRIM),
            *beam((*SEAT, 0.0), (SEAT[0] - 0.02, 0.97, 0.0), 0.02, TRIM),
            *box((SEAT[0] - 0.16, SEAT[0] + 0.12), (0.96, 1.02), (-0.07, 0.07), TRIM),
            *disc(*CRANK, 0.035, 0.1, Material.METAL, corners=8),
        ]
        return [*faces, *box((FRONT[0] - 0.16, FRONT[0] - 0.08), (0.8, 0.88), (-0.04, 0.04), Material.LAMP)]

    def _rider(self, shoulders: tuple[float, float]) -> list[Face]:
        hip = (SEAT[0] + 0.02, 1.04)
        faces = beam((*hip, 0.0), (*shoulders, 0.0), 0.155, SECOND, thin=0.19)
        lean = math.atan2(shoulders[0] - hip[0], shoulders[1] - hip[1])
        head = (shoulders[0] + 0.1 + 0.1 * math.sin(lean), shoulders[1] + 0.3 - 0.08 * math.sin(lean))
        faces += beam((*shoulders, 0.0), (*head, 0.0), 0.06, SKIN)
        faces += ball((head[0] + 0.02, head[1], 0.0), 0.12, SKIN, squash=1.15)
        faces += ball((head[0], head[1] + 0.065, 0.0), 0.135, TRIM if self.pack else PAINT, squash=0.75)
        for which, z in ((0, 0.12), (1, -0.12)):
            angle = self.turn + which * math.pi
            foot = (CRANK[0] + 0.17 * math.cos(angle), CRANK[1] + 0.17 * math.sin(angle))
            knee = _joint(hip, foot, 0.46, 0.48)
            faces += beam((*hip, 0.7 * z), (*knee, z), 0.095, CLOTH, thin=0.075)
            faces += beam((*knee, z), (*foot, z), 0.07, SKIN if self.turn > 2 else CLOTH, thin=0.045)
            faces += box(
                (foot[0] - 0.06, foot[0] + 0.16), (foot[1] - 0.06, foot[1] + 0.02), (z - 0.045, z + 0.045), TRIM
            )
            elbow = _joint(self.bars, shoulders, 0.32, 0.34)
            faces += beam((*shoulders, 1.5 * z), (*elbow, 2.0 * z), 0.062, SECOND, thin=0.052)
            faces += beam((*elbow, 2.0 * z), (self.bars[0], self.bars[1] + 0.03, 1.9 * z), 0.05, SKIN, thin=0.045)
        if self.pack == "rucksack":
            back = (hip[0] - 0.1, (hip[1] + shoulders[1]) / 2 + 0.08)
            faces += beam(
                (back[0] - 0.06, back[1] - 0.2, 0.0), (back[0] + 0.08, back[1] + 0.2, 0.0), 0.16, Material.SIGN
            )
        return faces


def _joint(start: tuple[float, float], end: tuple[float, float], upper: float, lower: float) -> tuple[float, float]:
    """Where knee or elbow is: the point with these distances, on the left of the way from start to end."""
    (x0, y0), (x1, y1) = start, end
    apart = min(math.dist(start, end), 0.999 * (upper + lower))
    along = (apart**2 + upper**2 - lower**2) / (2 * apart)
    off = math.sqrt(max(upper**2 - along**2, 0.0))
    dx, dy = (x1 - x0) / math.dist(start, end), (y1 - y0) / math.dist(start, end)
    return x0 + along * dx - off * dy, y0 + along * dy + off * dx


def bicycles() -> list[Solid]:
    """Upright and bent, with and without luggage, and two that nobody rides."""
    upright, bent, touring = (0.05, 1.52), (0.24, 1.36), (0.14, 1.46)
    return [
        Bicycle(shoulders=upright).build(),
        Bicycle(shoulders=upright, turn=2.2, bars=(0.36, 1.1), pack="basket").build(),
        Bicycle(shoulders=touring, turn=3.6, pack="rucksack").build(),
        Bicycle(shoulders=bent, turn=1.4, bars=(0.5, 0.94)).build(),
        Bicycle(shoulders=bent, turn=5.0, bars=(0.52, 0.92)).build(),
        Bicycle(shoulders=touring, turn=4.4).build(),
        Bicycle(shoulders=None).build(),
        Bicycle(shoulders=None, bars=(0.36, 1.1), pack="basket").build(),
    ]
