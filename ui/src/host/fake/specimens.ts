/** Cases that are hard to show: unknown, empty, hostile, very long, and in every kind of amount. Scenario `odd`. */
import type { CaseRow, Cell, EarningsRow } from '../../gen/types';

const cell = (text: string): Cell => ({ text, hits: [] });

const EMPTY: Partial<CaseRow> = {
  creditorReference: null,
  customer: null,
  debtor: null,
  amount: null,
  remaining: null,
  collectionPartner: null,
  created: null,
  lastActivity: null,
  country: null,
  phase: null,
  due: null,
  collectionStarted: null,
  closed: null,
  closeCode: null,
  expectedFeePercent: null,
  needsInfo: false,
};

const HUGE = '9223372036854.775807';

/** What is different about the first rows of the portfolio. */
export const SPECIMENS: readonly Partial<CaseRow>[] = [
  { ...EMPTY, status: { label: 'Awaiting Oracle', tab: 'other' }, reference: cell('ODD-UNKNOWN') },
  {
    reference: cell('ODD-HOSTILE'),
    customer: cell('=HYPERLINK("http://x")'),
    debtor: cell('<img src=x onerror=alert(1)>'),
    creditorReference: cell('</script><script>alert(1)</script>'),
    collectionPartner: '\u202emoc.live\u202c & <b>Sons</b>',
    country: '🏴‍☠️ שלום',
  },
  { reference: cell('ODD-LONG'), debtor: cell('Überlandleitung'.repeat(667)), customer: cell('Łódź '.repeat(400)) },
  { reference: cell('ODD-RTL'), debtor: cell('شركة النقل السريع 👩‍💼'), customer: cell('בנק הפועלים בע"מ') },
  {
    reference: cell('ODD-JPY'),
    amount: { value: '1250000', currency: 'JPY' },
    remaining: { value: '0', currency: 'JPY' },
  },
  {
    reference: cell('ODD-KWD'),
    amount: { value: '-12.345', currency: 'KWD' },
    remaining: { value: '1234.567', currency: 'KWD' },
  },
  { reference: cell('ODD-HUGE'), amount: { value: HUGE, currency: 'USD' }, remaining: { value: `-${HUGE}`, currency: 'USD' } },
  { reference: cell('ODD-NOCUR'), amount: { value: '10.5', currency: '' }, remaining: { value: '10.5', currency: '' } },
  {
    reference: cell('ODD-MANY'),
    status: { label: 'Active', tab: 'active' },
    closed: null,
    closeCode: null,
    collectionPartner: 'Nordlicht Inkasso GmbH',
  },
  {
    reference: cell('ODD-INFO'),
    status: { label: 'More Info Required', tab: 'pending' },
    needsInfo: true,
    closed: null,
    closeCode: null,
    collectionPartner: null,
  },
  {
    reference: cell('ODD-NEWCODE'),
    status: { label: 'Closed', tab: 'closed' },
    closeCode: 'Retired Code 7',
    created: '2025-11-11T08:42:17Z',
    closed: '2026-05-11T08:42:17Z',
  },
];

export function withSpecimens(rows: readonly CaseRow[]): CaseRow[] {
  return rows.map((row, at) => ({ ...row, ...SPECIMENS[at] }));
}

/** More payments on one case than its page lists, every one a copy of another. */
export function manyPayments(payments: readonly EarningsRow[], cases: readonly CaseRow[]): EarningsRow[] {
  const owner = cases.find(({ reference }) => reference.text === 'ODD-MANY');
  if (!owner) return [...payments];
  const copies = payments.slice(0, 260).map((one, at) => ({
    ...one,
    id: `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    caseId: owner.id,
    reference: owner.reference,
    customer: owner.customer,
    debtor: owner.debtor?.text ?? null,
  }));
  return [...payments, ...copies];
}
