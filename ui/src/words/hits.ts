/** A text cut into the pieces that the search found and the ones between them. */
import type { Cell } from '../gen/types';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

export function pieces({ text, hits }: Cell): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [from, to] of hits) {
    if (from < at || to <= from || to > text.length) continue;
    if (from > at) out.push({ text: text.slice(at, from), hit: false });
    out.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}
