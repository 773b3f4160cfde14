/** What a cell of a table shows, and the shapes that the three tables have in common. */
import type { Amount, Cell } from '../gen/types';
import { instant } from './dates';
import { type Piece, pieces } from './hits';
import { amountDigits, decimal } from './money';
import type { Sign } from './signs';

/** Plain data, so that a row is drawn without a component per cell: thousands of them scroll by. */
export interface CellFace {
  readonly text: string;
  readonly look: 'reference' | 'name' | 'quiet' | 'digits' | 'digits-long' | 'none' | Sign;
  /** The text cut at its hits; null when there are none. */
  readonly pieces?: readonly Piece[] | null;
  /** Smaller and after the text: a currency, an outcome. */
  readonly aside?: string | undefined;
  readonly sign?: Sign;
  readonly needsInfo?: boolean;
  /** The row has changed since the person last said that all is seen. In its first cell alone. */
  readonly news?: boolean;
  /** The amount is an estimate: it carries a mark in words. */
  readonly estimate?: boolean;
}

export const NONE: CellFace = { text: '–', look: 'none' };

/** Worked out for the row, and not here yet. */
export const COMING: CellFace = { text: '…', look: 'none' };

export function plain(text: string | null, look: CellFace['look']): CellFace {
  // Blanks alone are as good as nothing, and an empty cell would look like one that is still on its way.
  return text === null || text.trim() === '' ? NONE : { text, look };
}

export function day(iso: string | null, locale: string, brief: boolean): CellFace {
  return plain(iso === null ? null : instant(iso, locale, brief ? 'brief' : 'day'), 'quiet');
}

export function exactly(iso: string | null, locale: string): string | undefined {
  return iso === null ? undefined : instant(iso, locale, 'exact');
}

export function found(cell: Cell | null, look: CellFace['look']): CellFace {
  const face = plain(cell?.text ?? null, look);
  return cell === null || face === NONE ? face : { ...face, pieces: cell.hits.length > 0 ? pieces(cell) : null };
}

export function percent(value: string | null, locale: string, look: CellFace['look']): CellFace {
  if (value === null) return NONE;
  const text = `${decimal(value, locale, 0)} %`;
  return look === 'digits' ? figures(text, ROOMY_PERCENT_MAX) : { text, look };
}

/** Beyond so many characters digits are set smaller and in two lines: an amount that is cut off reads as another amount. */
const ROOMY_MAX = 14;
const ROOMY_PERCENT_MAX = 7;

export function figures(text: string, roomyMax = ROOMY_MAX): CellFace {
  return { text, look: text.length > roomyMax ? 'digits-long' : 'digits' };
}

export function amount(value: Amount | null, locale: string): CellFace {
  if (value === null) return NONE;
  return { ...digits(value, locale), aside: value.currency };
}

/** For a column whose heading names the currency; any other is named in the cell. */
export function dollars(value: Amount | null, locale: string): CellFace {
  if (value === null) return NONE;
  return value.currency === 'USD' ? digits(value, locale) : amount(value, locale);
}

function digits(value: Amount, locale: string): CellFace {
  return figures(amountDigits(value, locale));
}

export function amountTip(value: Amount | null, locale: string): string | undefined {
  return value === null ? undefined : `${amountDigits(value, locale)} ${value.currency}`.trim();
}
