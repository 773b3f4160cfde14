import type { CaseCards, CaseCounts, CaseRow } from '../../gen/types';
import { isBetween, isChosen, List, type ListShape } from './query';
import { marked } from './search';

const shape: ListShape<'cases'> = {
  texts: (row) => [row.reference, row.creditorReference, row.customer, row.debtor],
  isIn: (row, tab) => tab === 'all' || row.status.tab === tab,
  passes: (row, filters) =>
    (filters.client === null || filters.client === clientKey(row.customer?.text ?? null)) &&
    isChosen(row.customer?.text ?? null, filters.customers) &&
    isChosen(row.collectionPartner, filters.collectionPartners) &&
    isChosen(row.country, filters.countries) &&
    isBetween(row.created, filters.createdFrom, filters.createdTo) &&
    (!filters.needsInfo || row.needsInfo),
  countsOf(rows) {
    const counts: CaseCounts = { all: rows.length, active: 0, pending: 0, closed: 0, paused: 0, other: 0 };
    for (const { status } of rows) counts[status.tab] += 1;
    return counts;
  },
  sortKey(row, column) {
    switch (column) {
      case 'amount':
      case 'remaining':
        return row[column] && Number(row[column].value);
      case 'status':
        return row.status.label;
      case 'lastActivity':
        return row.lastActivity?.at ?? null;
      case 'feeOutlook':
        return null;
      case 'expectedFee':
        return row.expectedFeePercent && Number(row.expectedFeePercent);
      case 'reference':
      case 'customer':
      case 'debtor':
      case 'creditorReference':
        return row[column]?.text ?? null;
      default:
        return row[column];
    }
  },
  marked: (row, words) => ({
    ...row,
    reference: marked(row.reference, words),
    creditorReference: marked(row.creditorReference, words),
    customer: marked(row.customer, words),
    debtor: marked(row.debtor, words),
  }),
};

export const caseList = (rows: readonly CaseRow[]) => new List(shape, rows);

/** The fake knows a client by its name. */
export const clientKey = (name: string | null): string => `client:${name ?? ''}`;

export function caseCards(rows: readonly CaseRow[], now: number): CaseCards {
  const { all, ...groups } = shape.countsOf(rows);
  const today = new Date(now);
  const month = new Date(today.getFullYear(), today.getMonth(), 1).getTime();
  const createdThisMonth = rows.filter(({ created }) => created && Date.parse(created) >= month).length;
  return { total: all, ...groups, createdThisMonth };
}
