/** What a cell of the table says: its face, and the tooltip with the whole of what it shortens and exact times. */
import type { Amount, CaseColumn, CaseRow, Cell, StatusGroup } from '../gen/types';
import { civil, instant } from './dates';
import { type Piece, pieces } from './hits';
import { amountDigits, decimal } from './money';
import { ACTIVITY, statusHelp } from './status';

/** Plain data, so that a row is drawn without a component per cell: thousands of them scroll by. */
export interface CellFace {
  readonly text: string;
  readonly look: 'reference' | 'name' | 'quiet' | 'digits' | 'digits-long' | 'none' | StatusGroup;
  /** The text cut at its hits; null when there are none. */
  readonly pieces?: readonly Piece[] | null;
  /** Smaller and after the text: a currency, an outcome. */
  readonly aside?: string | undefined;
  readonly status?: StatusGroup;
  readonly needsInfo?: boolean;
}

const NONE: CellFace = { text: '–', look: 'none' };

export function cellFace(row: CaseRow, column: CaseColumn, locale: string): CellFace {
  switch (column) {
    case 'reference':
      return found(row.reference, 'reference');
    case 'customer':
    case 'debtor':
    case 'creditorReference':
      return found(row[column], 'name');
    case 'amount':
    case 'remaining':
      return amount(row[column], locale);
    case 'status':
      return {
        text: row.status.label,
        look: row.status.tab,
        status: row.status.tab,
        aside: row.status.tab === 'closed' && row.closeCode ? `·\u00a0${row.closeCode}` : undefined,
        needsInfo: row.needsInfo,
      };
    case 'collectionPartner':
    case 'country':
      return plain(row[column], 'name');
    case 'phase':
    case 'closeCode':
      return plain(row[column], 'quiet');
    case 'created':
    case 'collectionStarted':
    case 'closed':
      return day(row[column], locale);
    case 'lastActivity':
      return day(row.lastActivity?.at ?? null, locale);
    case 'due':
      return plain(row.due === null ? null : civil(row.due, locale), 'quiet');
    case 'expectedFee':
      return plain(row.expectedFeePercent === null ? null : `${decimal(row.expectedFeePercent, locale, 0)} %`, 'quiet');
  }
}

function plain(text: string | null, look: CellFace['look']): CellFace {
  return text === null ? NONE : { text, look };
}

function day(iso: string | null, locale: string): CellFace {
  return plain(iso === null ? null : instant(iso, locale, 'day'), 'quiet');
}

function found(cell: Cell | null, look: CellFace['look']): CellFace {
  if (cell === null) return NONE;
  return { text: cell.text, look, pieces: cell.hits.length > 0 ? pieces(cell) : null };
}

/** Beyond so many characters the digits are set smaller: an amount that is cut off reads as another amount. */
const ROOMY_MAX = 14;

function amount(value: Amount | null, locale: string): CellFace {
  if (value === null) return NONE;
  const text = amountDigits(value, locale);
  return { text, look: text.length > ROOMY_MAX ? 'digits-long' : 'digits', aside: value.currency };
}

export function cellTitle(row: CaseRow, column: CaseColumn, locale: string): string | undefined {
  const exact = (iso: string | null) => (iso === null ? undefined : instant(iso, locale, 'exact'));
  switch (column) {
    case 'customer':
      return row.customer?.text;
    case 'debtor':
      return row.debtor?.text;
    case 'creditorReference':
      return row.creditorReference?.text;
    case 'amount':
    case 'remaining': {
      const value = row[column];
      return value === null ? undefined : `${amountDigits(value, locale)} ${value.currency}`;
    }
    case 'status':
      return `${row.status.label}. ${statusHelp(row)}`;
    case 'collectionPartner':
      return row.collectionPartner ?? 'No collection partner yet';
    case 'created':
      return exact(row.created);
    case 'lastActivity':
      return row.lastActivity ? `${ACTIVITY[row.lastActivity.kind]}: ${exact(row.lastActivity.at)}` : undefined;
    case 'country':
      return row.country ?? undefined;
    case 'collectionStarted':
      return exact(row.collectionStarted);
    case 'closed':
      return exact(row.closed);
    case 'closeCode':
      return row.closeCode ?? undefined;
    default:
      return undefined;
  }
}
