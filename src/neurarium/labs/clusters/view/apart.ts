/** Discs that would lie on each other are moved apart, so that each can be read; where nothing overlaps nothing moves. */

export interface Spot {
  x: number;
  y: number;
}

const ROUNDS = 60; // of small moves; ten discs come to rest after far fewer

/** The same spots, no two of them closer than `distance` where that can be had, and none outside the given size. */
export function apart(spots: readonly Spot[], distance: number, width: number, height: number): Spot[] {
  const moved = spots.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let rests = true;
    for (const [index, one] of moved.entries()) {
      for (const [other, two] of moved.entries()) {
        if (other <= index) continue;
        const away = Math.hypot(two.x - one.x, two.y - one.y);
        if (away >= distance - 1e-6) continue;
        rests = false;
        // Two at the very same place part sideways.
        const [across, down] = away > 1e-9 ? [(two.x - one.x) / away, (two.y - one.y) / away] : [1, 0];
        const by = (distance - away) / 2;
        for (const [spot, sign] of [[one, -1], [two, 1]] as const) {
          spot.x = within(spot.x + sign * by * across, distance / 2, width);
          spot.y = within(spot.y + sign * by * down, distance / 2, height);
        }
      }
    }
    if (rests) break;
  }
  return moved;
}

function within(value: number, margin: number, size: number): number {
  return Math.min(Math.max(value, margin), Math.max(margin, size - margin));
}
