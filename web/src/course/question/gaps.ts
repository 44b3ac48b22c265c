/** A text with gaps `{1}`, `{2}` as what stands between and in them; braces inside formulas are no gaps. */
export type Piece = { words: string } | { gap: number };

const MARKS = /(\$\$[^$]*\$\$|\$(?:\\.|[^$\\])*\$|`[^`]*`)|\{(\d+)\}/g;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found[2] === undefined) continue;
    if (found.index > from) pieces.push({ words: text.slice(from, found.index) });
    pieces.push({ gap: Number(found[2]) - 1 });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ words: text.slice(from) });
  return pieces;
}
