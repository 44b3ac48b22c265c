"""Cars and vans, from a handful of measures each."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.data.solids import Face, Material, Solid, arch, both, box, loft, panel, side, solid, wheel

PAINT, SECOND, GLASS, TRIM = Material.PAINT, Material.SECOND, Material.GLASS, Material.TRIM


@dataclass(frozen=True)
class Car:
    """The measures of a car.

    Attributes:
        waist: height of the lower edge of the windows.
        bonnet, boot: lengths in front of the windscreen and behind the rear window, along the waist.
        rake: how far the windscreen leans back; `tail` the same of the rear window.
        clearance: of the floor above the ground.
    """

    length: float = 4.4
    height: float = 1.45
    width: float = 1.78
    waist: float = 0.92
    bonnet: float = 1.15
    boot: float = 0.6
    rake: float = 0.75
    tail: float = 0.7
    wheel: float = 0.33
    clearance: float = 0.2

    def build(self) -> Solid:
        half, wide, low = self.length / 2, self.width / 2, self.clearance
        nose = 0.78 * self.waist
        body = loft(
            [
                (-half, low + 0.2, self.waist - 0.08, wide - 0.16, wide - 0.2),
                (-half + 0.12, low + 0.04, self.waist + 0.02, wide - 0.05, wide - 0.1),
                (-half + self.boot, low, self.waist + 0.03, wide, wide - 0.05),
                (0.1, low, self.waist, wide, wide - 0.03),
                (half - self.bonnet, low, self.waist, wide, wide - 0.06),
                (half - 0.35, low + 0.02, nose + 0.04, wide - 0.03, wide - 0.14),
                (half - 0.08, low + 0.06, nose - 0.06, wide - 0.1, wide - 0.22),
                (half, low + 0.18, nose - 0.2, wide - 0.2, wide - 0.26),
            ],
            [PAINT] * 7,
            [PAINT] * 7,
        )
        return solid([*body, *self._cabin(half, wide), *self._details(half, wide, low, nose)])

    def _cabin(self, half: float, wide: float) -> list[Face]:
        back, front = -half + self.boot, half - self.bonnet
        rear, fore = back + self.tail, front - self.rake
        top, base = self.height, self.waist
        glass = loft(
            [
                (back, base, base + 0.02, wide - 0.1, wide - 0.12),
                (rear, base, top - 0.06, wide - 0.06, wide - 0.28),
                (fore, base, top - 0.04, wide - 0.06, wide - 0.28),
                (front, base - 0.02, base, wide - 0.08, wide - 0.1),
            ],
            [GLASS] * 3,
            [GLASS, PAINT, GLASS],
        )
        roof = loft(
            [
                (rear - 0.1, top - 0.09, top, wide - 0.27, wide - 0.32),
                (fore + 0.06, top - 0.09, top, wide - 0.27, wide - 0.32),
            ],
            [PAINT],
            [PAINT],
        )
        middle, lean = (rear + fore) / 2 - 0.05, wide - 0.05
        pillar = both(
            panel(
                [
                    (middle - 0.05, base, lean + 0.005),
                    (middle + 0.06, base, lean + 0.005),
                    (middle + 0.03, top - 0.05, wide - 0.26),
                    (middle - 0.05, top - 0.05, wide - 0.26),
                ],
                PAINT,
            )
        )
        return [*glass, *roof, *pillar]

    def _details(self, half: float, wide: float, low: float, nose: float) -> list[Face]:
        axle = half - 0.19 * self.length
        faces = [
            *wheel(axle, self.wheel, wide + 0.01, 0.22),
            *wheel(-axle + 0.05, self.wheel, wide + 0.01, 0.22),
            *arch(axle, self.wheel * 1.2, wide + 0.004),
            *arch(-axle + 0.05, self.wheel * 1.2, wide + 0.004),
            *box((-half + 0.1, half - 0.1), (low - 0.03, low + 0.09), (-wide - 0.003, wide + 0.003), TRIM),
            *both(
                box((half - 0.24, half - 0.03), (nose - 0.16, nose - 0.03), (wide - 0.44, wide - 0.12), Material.LAMP)
            ),
            *both(
                box(
                    (-half - 0.01, -half + 0.16),
                    (self.waist - 0.2, self.waist - 0.03),
                    (wide - 0.4, wide - 0.07),
                    Material.TAIL,
                )
            ),
            *box((half - 0.1, half + 0.01), (low + 0.14, nose - 0.2), (-wide + 0.4, wide - 0.4), TRIM),
            *side(
                [(-0.1 - 0.45, low + 0.5), (0.05 - 0.45, low + 0.5), (0.05 - 0.45, low + 0.53), (-0.55, low + 0.53)],
                wide + 0.002,
                TRIM,
            ),
        ]
        mirror = half - self.bonnet - 0.2
        return [
            *faces,
            *both(
                box((mirror - 0.08, mirror + 0.04), (self.waist, self.waist + 0.14), (wide - 0.04, wide + 0.14), PAINT)
            ),
        ]


@dataclass(frozen=True)
class Van:
    """The measures of a van: one tall body with a short nose.

    Attributes:
        windows: of how many panes behind the driver's door; none in a panel van.
        stripe: a band of the second colour along the side.
    """

    length: float = 5.3
    height: float = 2.25
    width: float = 2.0
    waist: float = 1.2
    nose: float = 0.75
    rake: float = 0.7
    windows: int = 0
    stripe: bool = False
    wheel: float = 0.36

    def build(self) -> Solid:
        half, wide, low, top = self.length / 2, self.width / 2, 0.27, self.height
        front = half - self.nose
        fore = front - self.rake
        body = loft(
            [
                (-half, low + 0.12, top - 0.12, wide - 0.04, wide - 0.14),
                (-half + 0.08, low, top, wide, wide - 0.12),
                (fore, low, top, wide, wide - 0.12),
                (front, low, self.waist, wide, wide - 0.05),
                (half - 0.12, low + 0.04, self.waist - 0.28, wide - 0.06, wide - 0.14),
                (half, low + 0.12, self.waist - 0.48, wide - 0.12, wide - 0.2),
            ],
            [PAINT] * 5,
            [PAINT, PAINT, GLASS, PAINT, PAINT],
        )
        return solid([*body, *self._windows(half, wide, fore, front), *self._details(half, wide, low)])

    def _windows(self, half: float, wide: float, fore: float, front: float) -> list[Face]:
        base, top = self.waist + 0.04, self.height - 0.22

        def pane(back: float, ahead: float, slope: float = 0.0) -> list[Face]:
            """A window on both sides; they lean inwards as the body does."""
            lean = wide - 0.12 * (top - 0.27) / (self.height - 0.27) + 0.012
            foot = wide - 0.12 * (base - 0.27) / (self.height - 0.27) + 0.012
            return both(
                panel([(back, base, foot), (ahead, base, foot), (ahead - slope, top, lean), (back, top, lean)], GLASS)
            )

        faces = pane(fore - 0.55, front - 0.16, 0.62 * self.rake)
        room = fore - 0.75 + half - 0.15
        for number in range(self.windows):
            left = -half + 0.15 + number * room / self.windows
            faces += pane(left, left + room / self.windows - 0.1)
        rear = -half - 0.006
        for inner, outer in ((0.05, wide - 0.2), (-wide + 0.2, -0.05)):
            faces += panel(
                [
                    (rear, base + 0.1, inner),
                    (rear, base + 0.1, outer),
                    (rear, top - 0.05, outer),
                    (rear, top - 0.05, inner),
                ],
                GLASS,
            )
        return faces

    def _details(self, half: float, wide: float, low: float) -> list[Face]:
        front, back = half - 0.95, -half + 1.0
        base = self.waist
        faces = [
            *wheel(front, self.wheel, wide + 0.01, 0.24),
            *wheel(back, self.wheel, wide + 0.01, 0.24),
            *arch(front, self.wheel * 1.2, wide + 0.004),
            *arch(back, self.wheel * 1.2, wide + 0.004),
            *box((-half + 0.02, half - 0.04), (low - 0.04, low + 0.12), (-wide - 0.003, wide + 0.003), TRIM),
            *both(
                box((half - 0.22, half - 0.02), (base - 0.55, base - 0.34), (wide - 0.42, wide - 0.12), Material.LAMP)
            ),
            *both(box((-half - 0.01, -half + 0.1), (0.6, 1.15), (wide - 0.2, wide - 0.03), Material.TAIL)),
            *box((half - 0.1, half + 0.01), (low + 0.16, base - 0.56), (-wide + 0.35, wide - 0.35), TRIM),
            *both(box((half - 1.35, half - 1.2), (base + 0.02, base + 0.3), (wide - 0.04, wide + 0.2), TRIM)),
            *side(
                [(-0.15, low + 0.15), (-0.11, low + 0.15), (-0.11, base + 0.6), (-0.15, base + 0.6)], wide - 0.02, TRIM
            ),
        ]
        if self.stripe:
            edge = wide + 0.004 - 0.12 * 0.3
            faces += side(
                [(-half + 0.1, 0.75), (half - 1.5, 0.75), (half - 1.9, 1.1), (-half + 0.1, 1.1)], edge + 0.02, SECOND
            )
        return faces


def cars() -> list[Solid]:
    """Saloon, hatchback, estate, small car, sports car, off-roader, and one between each."""
    return [
        car.build()
        for car in (
            Car(),
            Car(length=4.8, boot=0.85, bonnet=1.3, tail=0.65),
            Car(length=4.0, boot=0.12, tail=0.4, bonnet=0.95, height=1.5),
            Car(length=4.7, boot=0.1, tail=0.35, bonnet=1.2, height=1.48),
            Car(length=3.5, width=1.62, boot=0.06, tail=0.3, bonnet=0.7, rake=0.6, height=1.5, waist=0.95),
            Car(
                length=4.4,
                height=1.26,
                waist=0.82,
                bonnet=1.45,
                boot=0.5,
                rake=0.85,
                tail=0.95,
                clearance=0.14,
                wheel=0.34,
            ),
            Car(
                length=4.5,
                width=1.88,
                height=1.7,
                waist=1.08,
                boot=0.1,
                tail=0.35,
                bonnet=1.15,
                clearance=0.28,
                wheel=0.39,
            ),
            Car(length=4.2, height=1.38, waist=0.88, bonnet=1.25, boot=0.35, tail=1.0),
        )
    ]


def vans() -> list[Solid]:
    """Panel vans, minibuses and delivery vans, low and high."""
    return [
        van.build()
        for van in (
            Van(),
            Van(height=2.6, length=5.9),
            Van(windows=3, height=2.1, length=5.0),
            Van(windows=4, height=2.45, length=5.8),
            Van(stripe=True, height=2.4),
            Van(length=4.7, height=2.0, nose=0.6, rake=0.6, stripe=True),
            Van(length=4.8, height=2.1, nose=0.35, rake=0.4, windows=2, waist=1.25),
            Van(length=5.6, height=2.7, nose=0.8, rake=0.6, stripe=True),
        )
    ]
