/** The tooltips of the table's cells: the whole of what a cell shortens, and exact times. */
import type { CaseColumn, CaseRow } from '../gen/types';
import { instant } from './dates';
import { ACTIVITY, statusHelp } from './status';

export function cellTitle(row: CaseRow, column: CaseColumn, locale: string): string | undefined {
  const exact = (iso: string | null) => (iso === null ? undefined : instant(iso, locale, 'exact'));
  switch (column) {
    case 'customer':
      return row.customer?.text;
    case 'debtor':
      return row.debtor?.text;
    case 'creditorReference':
      return row.creditorReference?.text;
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
