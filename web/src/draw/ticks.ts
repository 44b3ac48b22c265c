/** Where the marks of an axis stand. */

/** At most about `count` round numbers within [low, high]: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low) || count < 1) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(decimals)));
}

/** Powers of ten within [low, high]; where there are fewer than three, also their doubles and fivefolds. */
export function powerTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const inside = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const tens = powers.map((power) => Number(`1e${power}`)).filter(inside);
  if (tens.length >= 3) {
    const stride = Math.ceil(tens.length / count);
    return tens.filter((_, index) => (tens.length - 1 - index) % stride === 0);
  }
  const between = powers.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`))).filter(inside);
  return between.length >= 2 ? between : roundTicks(low, high, count);
}
