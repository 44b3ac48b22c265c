/** What is said about a place of the plane, and about the point there. */

import { decode } from "$web/draw/colour";
import { sample } from "$web/draw/heatmap";
import type { Points } from "$web/draw/points";
import { percent } from "$web/number";
import type { Language } from "$web/protocol";
import type { MapArrays } from "./arrays";
import { number } from "./column";
import type { Example } from "./example";
import type { Labels } from "./labels";
import { fixed } from "$web/number";
import { textsIn } from "./texts";

/** What lies under the pointer: a place of the plane, and a point (its index, or -1). */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly point: number;
}

const LOW = -6;
const SPAN = 12;
const HIGHEST_CODE = 254;

/** Lines about a spot. `winners`: the map tells classes; `example`: of an output, for the point under the pointer. */
export function readingOf(
  spot: Spot,
  map: MapArrays,
  winners: boolean,
  points: Points | null,
  example: Example | null,
  labels: Labels,
  language: Language,
): string[] {
  const texts = textsIn(language);
  const at = [(spot.x - LOW) / SPAN, (LOW + SPAN - spot.y) / SPAN] as const;
  const [x, y] = [fixed(spot.x, 2, language), fixed(spot.y, 2, language)];
  const code = sample(map.codes, map.size, ...at);
  const lines = [texts.place(x, y, fixed(decode(code), 2, language))];
  if (winners && map.winner) {
    const name = labels.classes[sample(map.winner, map.size, ...at)]?.name ?? "";
    lines[0] = texts.placeOf(x, y, texts.className(name), percent(code / HIGHEST_CODE, language));
  }
  if (!points || spot.point < 0 || spot.point >= points.x.length) return lines;
  const wanted = labels.say(points.label[spot.point]!);
  lines.push(points.test[spot.point] ? texts.testPoint(wanted) : texts.trainingPoint(wanted));
  if (example) lines.push(texts.pointAnswer(answerOf(example, labels, language), number(example.loss, language)));
  return lines;
}

/** A number, or the class whose output is the largest. */
function answerOf({ output }: Example, labels: Labels, language: Language): string {
  if (output.length === 1) return number(output[0]!, language);
  return labels.classes[output.indexOf(Math.max(...output))]?.name ?? "";
}

/** The point nearest to a place, of those that are shown; -1 where there is none. */
export function nearestTo(points: Points, x: number, y: number, tests: boolean): number {
  let [best, distance] = [-1, Infinity];
  for (let index = 0; index < points.x.length; index++) {
    if (points.test[index] && !tests) continue;
    const away = Math.hypot(points.x[index]! - x, points.y[index]! - y);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}

/** The next point in the order of training, of those that are shown; goes round at the ends. */
export function nextPoint(points: Points, from: number, by: 1 | -1, tests: boolean): number {
  const all = points.x.length;
  for (let step = 1; step <= all; step++) {
    const next = (from + by * step + all * step) % all;
    if (tests || !points.test[next]) return next;
  }
  return from;
}
