/** The columns of the tables: their headings, widths and first sort direction. */
import type { CaseColumn, ClientColumn, EarningsColumn } from '../gen/types';

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

export const CASE_COLUMNS: Readonly<Record<CaseColumn, ColumnFace>> = {
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
  customer: text('Customer', 180, 4),
  onboarding: text('Onboarding Status', 144),
  attribution: text('Attribution', 116),
  linked: date('Linked on', 108),
  cases: number('Cases (open / all)', 138),
  earned: number('Earned (USD)', 128),
  country: text('Country', 124, 1),
  registrationNumber: text('Reg. no.', 108, 1),
  email: text('E-mail', 164, 3),
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
  reference: text('Case reference', 120),
  customer: text('Customer', 140, 3),
  debtor: text('Debtor', 140, 3),
  collected: number('Collected', 152),
  fee: number('Fee (USD)', 140),
  feePercent: number('Fee %', 80),
  stage: text('Revenue Stage', 276, 1),
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

/** The CSS grid template and the least width of a row. */
export function layout(faces: readonly ColumnFace[]): { template: string; width: number } {
  return {
    template: faces.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' '),
    width: faces.reduce((sum, { width }) => sum + width, 0),
  };
}
