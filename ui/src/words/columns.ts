/** The columns of the tables: their headings, widths and first sort direction. */
import type { CaseColumn, ClientColumn, EarningsColumn } from '../gen/types';

export interface ColumnFace {
  readonly label: string;
  /** In a window that has the room, in pixels. */
  readonly width: number;
  /** Before the table scrolls sideways instead. */
  readonly least: number;
  /** Share of the room that is left over; columns with one are as wide as that makes them. */
  readonly grow: number;
  readonly align: 'start' | 'end';
  /** Numbers and dates start with the largest and newest. */
  readonly descending: boolean;
}

/** A name may be cut, since its tooltip holds the whole of it: so it gives way first. */
const name = (label: string, least: number, grow: number): ColumnFace => ({
  label,
  width: least,
  least,
  grow,
  align: 'start',
  descending: false,
});
const text = (label: string, width: number, least = width): ColumnFace => ({
  label,
  width,
  least,
  grow: 0,
  align: 'start',
  descending: false,
});
const date = (label: string, width = 104, least = 98): ColumnFace => ({ ...text(label, width, least), descending: true });
const number = (label: string, width: number, least = width): ColumnFace => ({
  ...text(label, width, least),
  align: 'end',
  descending: true,
});

export const CASE_COLUMNS: Readonly<Record<CaseColumn, ColumnFace>> = {
  reference: text('Case reference', 120, 98),
  customer: name('Customer', 96, 5),
  debtor: name('Debtor', 96, 5),
  amount: number('Invoice amount', 156, 136),
  // With the outcome of a closed case, which is what one asks about.
  status: name('Status', 122, 9),
  collectionPartner: name('Collection partner', 96, 5),
  created: date('Created'),
  lastActivity: date('Last activity', 112),
  remaining: number('Remaining', 156, 136),
  creditorReference: name('Client’s reference', 96, 3),
  country: name('Country', 84, 3),
  phase: text('Phase', 110, 84),
  due: date('Due'),
  collectionStarted: date('Collection started', 144, 104),
  closed: date('Closed'),
  closeCode: name('Close code', 110, 6),
  expectedFee: number('Expected fee', 116, 84),
};

export const FIRST_CASE_COLUMNS: readonly CaseColumn[] = [
  'reference',
  'customer',
  'debtor',
  'amount',
  'status',
  'collectionPartner',
  'created',
  'lastActivity',
];

export const CLIENT_COLUMNS: Readonly<Record<ClientColumn, ColumnFace>> = {
  customer: name('Customer', 104, 5),
  onboarding: text('Onboarding Status', 144, 104),
  attribution: text('Attribution', 116, 98),
  linked: date('Linked on', 108),
  cases: number('Cases (open / all)', 138, 98),
  earned: number('Earned (USD)', 128, 104),
  country: name('Country', 72, 2),
  registrationNumber: name('Reg. no.', 78, 2),
  email: name('E-mail', 88, 4),
};

export const FIRST_CLIENT_COLUMNS: readonly ClientColumn[] = [
  'customer',
  'onboarding',
  'attribution',
  'linked',
  'cases',
  'earned',
  'country',
  'registrationNumber',
  'email',
];

export const EARNINGS_COLUMNS: Readonly<Record<EarningsColumn, ColumnFace>> = {
  reference: text('Case reference', 120, 98),
  customer: name('Customer', 96, 4),
  debtor: name('Debtor', 96, 4),
  collected: number('Collected', 152, 132),
  fee: number('Fee (USD)', 140, 124),
  feePercent: number('Fee %', 80, 68),
  stage: name('Revenue Stage', 140, 6),
  paid: date('Payment date', 116),
};

export const FIRST_EARNINGS_COLUMNS: readonly EarningsColumn[] = [
  'reference',
  'customer',
  'debtor',
  'collected',
  'fee',
  'feePercent',
  'stage',
  'paid',
];

/** A column of the table and the width that somebody gave it. */
export interface Sized {
  readonly face: ColumnFace;
  readonly width: number | null;
}

/** The CSS grid template and the least width of a row. A width that was chosen is exact. */
export function layout(columns: readonly Sized[]): { template: string; width: number } {
  const track = ({ face, width }: Sized) =>
    width === null ? `minmax(${face.least}px, ${face.grow ? `${face.grow}fr` : `${face.width}px`})` : `${width}px`;
  return {
    template: columns.map(track).join(' '),
    width: columns.reduce((sum, { face, width }) => sum + (width ?? face.least), 0),
  };
}

/** The two directions of a column, in words: ascending, descending. */
export function sortWords({ align, descending }: ColumnFace): readonly [string, string] {
  if (align === 'end') return ['Smallest first', 'Largest first'];
  return descending ? ['Oldest first', 'Newest first'] : ['A to Z', 'Z to A'];
}
