/** Numbers as colours of style sheets. */

/** How strong a colour is, in percent; in pictures (not `even`) what is negative stays pale. */
export function strength(hundredths: number, even = false): number {
  const size = Math.min(Math.abs(hundredths), 100);
  return Math.round(hundredths < 0 ? size * (even ? 0.8 : 0.3) : size);
}
