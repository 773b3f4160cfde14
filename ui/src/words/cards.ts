/** What a card above a table says. */
import type { Sign } from './signs';

export interface CardFace<T extends string = string> {
  readonly key: string;
  readonly label: string;
  readonly sign?: Sign;
  /** The number, for the eye. */
  readonly value: string;
  /** Behind the number, smaller: a currency. */
  readonly unit?: string;
  /** Under the number: how many, and what of it is an estimate. */
  readonly detail?: string;
  /** The number, or a part of it, is an estimate. */
  readonly estimate?: boolean;
  /** What is counted, as one sentence. */
  readonly rule?: string;
  /** The tab that holds what is counted. */
  readonly tab?: T;
}
