/** Rows as no decent person fills them in: what must be shown as text and leave the window as it is. */
import type { Amount, CaseRow, ClientRow, EarningsRow } from '../../gen/types';

const NAMES: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
  'شركة الخليج لتحصيل الديون ذ.م.م',
  'ועד הבית, רחוב הרצל 12 (בע"מ)',
  '🦄🏳️‍🌈👩‍👩‍👧‍👦 Emoji & Söhne 🇩🇰',
  'Unbroken'.repeat(1250),
  `${'Ten thousand characters, and every one of them counts. '.repeat(182)}`.slice(0, 10_000),
  'Z̶̢͑a̷̰͝l̴͖̈́g̵̠̽o̸͙͝ ̷̰̈I̴̡͒n̵̖͆c̸̼̋',
  '\u202Etxt.exe\u202C GmbH',
  'Line\nbreak\tand tab Ltd',
  '株式会社日本債権回収機構',
  ' ',
];

const AMOUNTS: readonly Amount[] = [
  { value: '1234567', currency: 'JPY' },
  { value: '1234.567', currency: 'KWD' },
  { value: '-12345.67', currency: 'EUR' },
  { value: '9223372036854.775807', currency: 'USD' },
  { value: '-9223372036854.775808', currency: 'IDR' },
  { value: '0', currency: 'USD' },
  { value: '0.000001', currency: 'USD' },
  { value: '100', currency: '' },
  { value: '12.5', currency: 'XXVERYLONG' },
];

const at = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;
const cell = (text: string) => ({ text, hits: [] });

export function hostileCase(row: CaseRow, index: number): CaseRow {
  const amount = at(AMOUNTS, index);
  const strange: CaseRow = {
    ...row,
    debtor: cell(at(NAMES, index)),
    customer: cell(at(NAMES, index + 3)),
    amount,
    remaining: at(AMOUNTS, index + 1),
    collectionPartner: index % 3 === 0 ? at(NAMES, index + 5) : row.collectionPartner,
    status: index % 5 === 4 ? { label: at(NAMES, index + 6), tab: 'other' } : row.status,
    closeCode: index % 4 === 1 ? at(NAMES, index + 1) : row.closeCode,
  };
  if (index % 13 !== 12) return strange;
  // Nothing but what cannot be missing.
  return {
    ...strange,
    creditorReference: null,
    customer: null,
    debtor: null,
    amount: null,
    remaining: null,
    collectionPartner: null,
    created: null,
    lastActivity: null,
    country: null,
    closed: null,
    closeCode: null,
  };
}

export function hostileClient(row: ClientRow, index: number): ClientRow {
  return {
    ...row,
    customer: index % 13 === 12 ? null : cell(at(NAMES, index)),
    email: cell(at(NAMES, index + 2)),
    registrationNumber: cell(at(NAMES, index + 1)),
    country: at(NAMES, index + 4),
    earned: { value: at(AMOUNTS, index).value, currency: index % 5 === 4 ? 'KWD' : 'USD' },
    casesOpen: index % 4 === 0 ? 1_234_567 : row.casesOpen,
    casesTotal: index % 4 === 0 ? 12_345_678 : row.casesTotal,
  };
}

export function hostileTransaction(row: EarningsRow, index: number): EarningsRow {
  const bare = index % 13 === 12;
  return {
    ...row,
    customer: bare ? null : cell(at(NAMES, index + 3)),
    debtor: bare ? null : at(NAMES, index),
    reference: bare ? null : row.reference,
    collected: bare ? null : at(AMOUNTS, index),
    fee: bare ? null : { value: at(AMOUNTS, index + 3).value, currency: 'USD' },
    isEstimate: index % 2 === 0,
    feePercent: index % 4 === 0 ? '12.345678' : row.feePercent,
    paid: bare ? null : row.paid,
  };
}
