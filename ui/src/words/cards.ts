/** What a card above a table says. */
import type { Sign } from './signs';

export interface CardFace<T extends string = string> {
  readonly key: string;
  readonly label: string;
  /** The rest of the name, which a row of narrow cards has no room for. */
  readonly more?: string;
  readonly sign?: Sign;
  /** The number, for the eye. */
  readonly value: string;
  /** Behind the number, smaller: a currency. */
  readonly unit?: string;
  /** Under the number: how many, and what of it is an estimate. */
  readonly detail?: string;
  /** The number, or a part of it, is an estimate. */
  readonly estimate?: boolean;
  /** More may come: the number says so. */
  readonly soFar?: boolean;
  /** What is counted, as one sentence. */
  readonly rule?: string;
  /** The tab that holds what is counted. */
  readonly tab?: T;
}

export type CardSize = 'large' | 'long' | 'longest';

/** Beside a number that still grows. */
export const SO_FAR = 'so far';

/** Over so many cards one has less room for its number. */
const LARGE_CARDS = 6;

/** One size for a row of cards. An amount that is cut off reads as another amount, so the longest one decides. */
export function cardSize(faces: readonly CardFace[]): CardSize {
  const length = Math.max(0, ...faces.map(({ value }) => value.length));
  const [large, long] = faces.length > LARGE_CARDS ? [10, 13] : [14, 18];
  if (length <= large) return 'large';
  return length <= long ? 'long' : 'longest';
}
