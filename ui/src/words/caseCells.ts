/** The cells of the Cases table: their faces, and the tooltips with the whole of what these shorten and exact times. */
import type { CaseColumn, CaseRow } from '../gen/types';
import { amount, amountTip, type CellFace, day, exactly, found, percent, plain } from './cells';
import { civil } from './dates';
import { outlookFace, outlookTip } from './fee';
import { ACTIVITY, statusHelp, statusName } from './status';

/** `brief`: a date has little room. */
export function caseFace(row: CaseRow, column: CaseColumn, locale: string, brief = false): CellFace {
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
        sign: row.status.tab,
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
      return day(row[column], locale, brief);
    case 'lastActivity':
      return day(row.lastActivity?.at ?? null, locale, brief);
    case 'due':
      return plain(row.due === null ? null : civil(row.due, locale, brief ? 'brief' : 'day'), 'quiet');
    case 'expectedFee':
      return percent(row.expectedFeePercent, locale, 'quiet');
    case 'feeOutlook':
      return outlookFace(row.outlook);
  }
}

export function caseTip(row: CaseRow, column: CaseColumn, locale: string): string | undefined {
  switch (column) {
    case 'customer':
    case 'debtor':
    case 'creditorReference':
      return row[column]?.text;
    case 'amount':
    case 'remaining':
      return amountTip(row[column], locale);
    case 'status':
      return `${statusName(row)}. ${statusHelp(row)}`;
    case 'collectionPartner':
      return row.collectionPartner ?? 'No collection partner yet';
    case 'lastActivity': {
      const last = row.lastActivity;
      return last ? `${ACTIVITY[last.kind]}: ${exactly(last.at, locale)}` : undefined;
    }
    case 'created':
    case 'collectionStarted':
    case 'closed':
      return exactly(row[column], locale);
    case 'due':
      return row.due === null ? undefined : civil(row.due, locale);
    case 'country':
    case 'closeCode':
      return row[column] ?? undefined;
    case 'feeOutlook':
      return outlookTip(row.outlook);
    default:
      return undefined;
  }
}
