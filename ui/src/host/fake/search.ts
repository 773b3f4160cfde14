/** Text folded for the search, and where its words were found: a small stand-in for what the store does. */
import type { Cell } from '../../gen/types';

interface Folded {
  readonly text: string;
  /** For each folded unit, the unit of the original that it came from. */
  readonly from: readonly number[];
}

const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', ł: 'l', đ: 'd', ı: 'i' };

export function fold(text: string): Folded {
  let out = '';
  const from: number[] = [];
  let at = 0;
  for (const char of text) {
    const lower = char.toLowerCase();
    const plain = SPECIAL[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '');
    for (let i = 0; i < plain.length; i++) from.push(at);
    out += plain;
    at += char.length;
  }
  from.push(at);
  return { text: out, from };
}

function hitsIn(text: string, words: readonly string[]): [number, number][] {
  const folded = fold(text);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      const start = folded.from[at] ?? 0;
      const lastUnit = folded.from[at + word.length - 1] ?? start;
      const end = folded.from.slice(at + word.length).find((unit) => unit > lastUnit) ?? text.length;
      found.push([start, end]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export function wordsOf(search: string): string[] {
  return fold(search).text.split(/\s+/).filter(Boolean);
}

/** A cell with its hits marked. */
export function marked<C extends Cell | null>(cell: C, words: readonly string[]): C {
  return cell === null ? cell : { ...cell, hits: hitsIn(cell.text, words) };
}
