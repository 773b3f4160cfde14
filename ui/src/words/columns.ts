/** The columns of the Cases table: their headings, widths and first sort direction. */
import type { CaseColumn } from '../gen/types';

export interface ColumnFace {
  readonly label: string;
  /** Least width in pixels. */
  readonly width: number;
  /** Share of the room that is left over. */
  readonly grow: number;
  readonly align: 'start' | 'end';
  /** Numbers and dates start with the largest and newest. */
  readonly descending: boolean;
}

const text = (label: string, width: number, grow = 0): ColumnFace => ({ label, width, grow, align: 'start', descending: false });
const date = (label: string, width = 112): ColumnFace => ({ label, width, grow: 0, align: 'start', descending: true });
const number = (label: string, width: number): ColumnFace => ({ label, width, grow: 0, align: 'end', descending: true });

export const COLUMNS: Readonly<Record<CaseColumn, ColumnFace>> = {
  reference: text('Case reference', 120),
  customer: text('Customer', 150, 3),
  debtor: text('Debtor', 150, 3),
  amount: number('Invoice amount', 156),
  status: text('Status', 190, 2),
  collectionPartner: text('Collection partner', 158, 3),
  created: date('Created'),
  lastActivity: date('Last activity', 116),
  remaining: number('Remaining', 156),
  creditorReference: text('Client’s reference', 150, 1),
  country: text('Country', 120, 1),
  phase: text('Phase', 110),
  due: date('Due'),
  collectionStarted: date('Collection started', 144),
  closed: date('Closed'),
  closeCode: text('Close code', 170, 1),
  expectedFee: number('Expected fee', 116),
};

export const FIRST_COLUMNS: readonly CaseColumn[] = [
  'reference',
  'customer',
  'debtor',
  'amount',
  'status',
  'collectionPartner',
  'created',
  'lastActivity',
];

export function firstDescending(column: CaseColumn): boolean {
  return COLUMNS[column].descending;
}

/** The CSS grid template and the least width of a row. */
export function layout(columns: readonly CaseColumn[]): { template: string; width: number } {
  const faces = columns.map((column) => COLUMNS[column]);
  return {
    template: faces.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' '),
    width: faces.reduce((sum, { width }) => sum + width, 0),
  };
}
