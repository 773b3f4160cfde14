import { describe, expect, it } from 'vitest';
import type { Amount, CaseDetail, CaseRow, SyncView } from '../src/gen/types';
import { makeFake } from '../src/host/fake';
import { VIEWS } from '../src/state/views';
import { amountNotes } from '../src/words/amounts';
import { caseFace, caseTip } from '../src/words/caseCells';
import { civil, span } from '../src/words/dates';
import { tableWords } from '../src/words/progress';
import { ending, freshness, freshnessFacts } from '../src/words/freshness';
import { rowsFound } from '../src/words/found';
import { pieces } from '../src/words/hits';
import { added, amountDigits, decimal } from '../src/words/money';
import { noPayment } from '../src/words/payments';
import { statusHelp, statusName } from '../src/words/status';
import { NOW } from './window';

describe('amounts', () => {
  it.each([
    ['1234.5', 'EUR', 'en-GB', '1,234.50'],
    ['1234.5', 'EUR', 'de-DE', '1.234,50'],
    ['-0.00', 'EUR', 'en-GB', '0.00'],
    ['-12.5', 'USD', 'en-GB', '-12.50'],
    ['1500', 'JPY', 'en-GB', '1,500'],
    ['9007199254740993.01', 'EUR', 'en-GB', '9,007,199,254,740,993.01'],
    ['0.123456', 'EUR', 'en-GB', '0.123456'],
    ['12', '', 'en-GB', '12.00'],
    ['many', 'EUR', 'en-GB', 'many'],
  ])('%s %s in %s is %s', (value, currency, locale, expected) => {
    expect(amountDigits({ value, currency }, locale)).toBe(expected);
  });

  it('drops digits that say nothing', () => {
    expect(decimal('70.0', 'en-GB', 0)).toBe('70');
    expect(decimal('62.50', 'de-DE', 0)).toBe('62,5');
  });
});

describe('dates', () => {
  it('never shifts a calendar date', () => {
    expect(civil('2026-01-01', 'en-GB')).toBe('1 Jan 2026');
    expect(civil('soon', 'en-GB')).toBe('soon');
  });

  it.each([
    [59_999, null],
    [60_000, '1 minute'],
    [3_600_000, '1 hour'],
    [47 * 3_600_000, '47 hours'],
    [48 * 3_600_000, '2 days'],
  ])('%d ms are %s', (ms, expected) => expect(span(ms)).toBe(expected));
});

describe('freshness', () => {
  const sync = (part: Partial<SyncView>): SyncView => ({ ...makeFake('full', NOW).app.sync, ...part });

  it.each<[Partial<SyncView>, string, string]>([
    [{}, 'fresh', 'As of 12 minutes ago'],
    [{ asOf: '2026-06-15T08:30:00Z', openAsOf: '2026-06-15T08:30:00Z' }, 'old', 'As of 1 hour ago'],
    [{ asOf: '2026-06-15T10:00:05Z' }, 'fresh', 'As of just now'],
    [{ asOf: '2026-06-15T07:00:00Z' }, 'fresh', 'As of 12 minutes ago, closed cases 3 hours ago'],
    [{ asOf: '2026-06-14T08:00:00Z' }, 'old', 'As of 12 minutes ago, closed cases 26 hours ago'],
    [{ asOf: '2026-06-15T09:47:30Z' }, 'fresh', 'As of 12 minutes ago'],
    [{ asOf: '2026-06-15T07:00:00Z', partial: 'Half.' }, 'old', 'As of 12 minutes ago, closed cases 3 hours ago, incomplete'],
    [{ connectivity: 'offline' }, 'offline', 'Offline: data as of 12 minutes ago'],
    [{ partial: 'Half.' }, 'old', 'As of 12 minutes ago, incomplete'],
    [{ asOf: null, running: true }, 'none', 'First sync is running'],
    [{ asOf: null, connectivity: 'offline' }, 'offline', 'Offline: nothing synced yet'],
    [{ asOf: null, partial: 'Half.' }, 'old', 'Data is incomplete'],
  ])('%j is %s: %s', (part, tone, text) => expect(freshness(sync(part), NOW)).toEqual({ tone, text }));
});

it('promises a copy to work from only where there is one that can be read', () => {
  const sync: SyncView = { ...makeFake('offline', NOW).app.sync };
  const facts = (copy?: Parameters<typeof freshnessFacts>[2]) => freshnessFacts(sync, 'en-GB', copy).join(' ');
  expect(facts()).toContain('work from the copy');
  expect(facts({ unreadable: null, none: true })).not.toContain('copy');
  expect(facts({ unreadable: { code: 'cache', message: 'It cannot be read.', hint: null }, none: false })).not.toContain('work from the copy');
  expect(facts({ unreadable: null, none: true })).toContain('Debitura cannot be reached.');
});

it('says at what time and on which day the session ends, from one day before', () => {
  const session = (hours: number) => ({ ...makeFake('full', NOW).app.session, expiresAt: new Date(NOW + hours * 3_600_000).toISOString() });
  const at = (hours: number) => new Date(NOW + hours * 3_600_000).toLocaleTimeString('en-GB', { timeStyle: 'short' });
  const day = (hours: number) => (new Date(NOW + hours * 3_600_000).getDate() === new Date(NOW).getDate() ? 'today' : 'tomorrow');
  for (const hours of [0.2, 3, 23]) {
    expect(ending(session(hours), NOW, 'en-GB')).toEqual({ time: at(hours), text: `Your session ends ${day(hours)} at ${at(hours)}` });
  }
  expect(ending(session(25), NOW, 'en-GB')).toBeNull();
  expect(ending({ ...session(1), expiresAt: null }, NOW, 'en-GB')).toBeNull();
});

describe('what came in', () => {
  const host = makeFake('full', NOW);
  const base = host.world.cases.rows[0] as CaseRow;
  const payment = host.world.earnings.rows[0]!;
  const eur = (value: string): Amount => ({ value, currency: 'EUR' });

  interface Told {
    status: 'active' | 'closed';
    code?: string;
    remaining: string;
    recovered: string | null;
    paid: readonly Amount[];
    all?: number;
  }
  const notes = ({ status, code = undefined, remaining, recovered, paid, all = paid.length }: Told) =>
    amountNotes(
      {
        case: { ...base, status: { label: status, tab: status }, closeCode: code ?? null, remaining: eur(remaining) },
        recovered: recovered === null ? null : eur(recovered),
        transactions: paid.map((collected) => ({ ...payment, collected })),
        earnings: { all: { count: all } },
      } as unknown as CaseDetail,
      'en-GB',
    ).join(' ');

  it('is added up exactly', () => {
    expect(added(['0.1', '0.2', '-0.000001', '9007199254740993'])).toBe('9007199254740993.299999');
    expect(added(['-1', '0.5'])).toBe('-0.500000');
    expect(added([])).toBe('0.000000');
    expect(added(['many'])).toBeNull();
  });

  it('is explained whenever the payments do not add up to it, whatever the status', () => {
    const paid = [eur('19320.68'), eur('3763.77')];
    const sum = 'those below add up to 23,084.45 EUR';
    expect(notes({ status: 'closed', code: 'Paid', remaining: '0', recovered: '7850.71', paid })).toContain(sum);
    expect(notes({ status: 'closed', code: 'Partially paid', remaining: '5', recovered: '7850.71', paid })).toContain(sum);
    expect(notes({ status: 'active', remaining: '5', recovered: '7850.71', paid })).toContain(sum);
    expect(notes({ status: 'active', remaining: '5', recovered: '0.00', paid })).toContain(sum);
    expect(notes({ status: 'active', remaining: '5', recovered: '-3', paid })).toMatch(/More is open than was claimed.*add up to 23,084\.45 EUR/);
    expect(notes({ status: 'active', remaining: '5', recovered: '1', paid: [eur('2'), { value: '9', currency: 'DKK' }] })).toContain('those below in EUR add up to 2.00 EUR');
    // Not all of them are listed: what they add up to is not known here.
    expect(notes({ status: 'active', remaining: '5', recovered: '1', paid, all: 900 })).toMatch(/need not be what the payments below add up to/);
  });

  it('needs no word where they do, or where there is nothing to compare', () => {
    expect(notes({ status: 'active', remaining: '5', recovered: '3.5', paid: [eur('1.50'), eur('2')] })).toBe('');
    expect(notes({ status: 'closed', code: 'Other', remaining: '5', recovered: '2.0', paid: [eur('2')] })).toBe('');
    expect(notes({ status: 'active', remaining: '5', recovered: '0', paid: [] })).toBe('');
    expect(notes({ status: 'active', remaining: '5', recovered: null, paid: [eur('2')] })).toBe('');
  });

  it('names no payment that is not here, and what is open though the case was closed as paid', () => {
    expect(notes({ status: 'active', remaining: '5', recovered: '3', paid: [] })).toMatch(/no payment for it is here/);
    expect(notes({ status: 'closed', code: 'Debtor Untraceable', remaining: '5', recovered: '3', paid: [] })).toMatch(/does not say that money came in/);
    expect(notes({ status: 'active', remaining: '5', recovered: '3', paid: [{ value: '9', currency: 'DKK' }] })).toMatch(/no payment in EUR is here/);
    expect(notes({ status: 'closed', code: 'Paid', remaining: '17241.09', recovered: '2', paid: [eur('2')] })).toBe(
      'Closed as paid, and Debitura still shows 17,241.09 EUR as open.',
    );
  });
});

describe('progress', () => {
  const running = (part: Partial<SyncView>): SyncView => ({ ...makeFake('first', NOW).app.sync, ...part });

  it.each<[Partial<SyncView>, string]>([
    [{}, 'Cases 1,300 of 10,000'],
    [{ progress: [] }, 'First sync'],
    [{ progress: [], kind: 'refresh' }, 'Refreshing'],
    [{ waitUntil: '2026-06-15T10:00:12.300Z' }, 'Debitura asks to wait until'],
  ])('%j is %s', (part, words) => expect(tableWords(running(part), 'en-GB')).toContain(words));
});

describe('status', () => {
  const row = (label: string, tab: 'closed' | 'pending' | 'other', closeCode: string | null = null) => {
    const [first] = makeFake('full', NOW).world.cases.rows;
    if (!first) throw new Error('the portfolio has rows');
    return { ...first, status: { label, tab }, closeCode, needsInfo: false };
  };

  it('never calls a closed case collected', () => {
    for (const code of [null, 'Other', 'Withdrawn by Client']) {
      expect(statusHelp(row('Closed', 'closed', code))).not.toMatch(/collected|paid|success/i);
    }
    expect(statusHelp(row('Closed', 'closed', 'Partially paid'))).toBe('Ended. Outcome: Partially paid.');
  });

  it('never says that there is no payment when it cannot know', () => {
    const at = '2026-06-15T10:00:00Z';
    expect(noPayment({ asOf: at, partial: null }, 'this case')).toMatch(/^No payment has been reported for this case/);
    for (const sync of [undefined, { asOf: null, partial: null }, { asOf: at, partial: 'Transactions are missing.' }]) {
      expect(noPayment(sync, 'this case')).not.toMatch(/reported|no fee/);
    }
  });

  it('says what a pending case waits for', () => {
    expect(statusName(row('Collecting Quotes', 'pending'))).toBe('Pending · Collecting Quotes');
    expect(statusName(row('Pending Verification', 'pending'))).toBe('Pending Verification');
    expect(statusName(row('Merged', 'other'))).toBe('Other · Merged');
    expect(statusName(row(' ', 'other'))).toBe('Other · no status given');
    expect(statusName(row('Closed', 'closed'))).toBe('Closed');
    expect(statusHelp(row('PENDING CONTRACT SIGNING', 'pending'))).toContain('has not signed');
    expect(statusHelp(row('Collecting Quotes', 'pending'))).toContain('collection partner');
    expect(statusHelp(row('Something new', 'pending'))).toContain('contract to be signed or for a collection partner');
    expect(statusHelp(row('Merged', 'other'))).toContain('Joined with another case');
    expect(statusHelp(row('Frozen', 'other'))).toContain('“Frozen”');
    expect(statusHelp({ ...row('More Info Required', 'pending'), needsInfo: true }).match(/supply information/g)).toHaveLength(1);
  });
});

describe('cells', () => {
  const full = makeFake('full', NOW).world.cases.rows[0] as CaseRow;

  it('set long amounts smaller instead of cutting them off, and tell them whole', () => {
    const amount = { value: '9000000000000', currency: 'ISK' };
    expect(caseFace({ ...full, amount }, 'amount', 'en-GB')).toEqual({
      text: '9,000,000,000,000',
      look: 'digits-long',
      aside: 'ISK',
    });
    expect(caseTip({ ...full, amount }, 'amount', 'en-GB')).toBe('9,000,000,000,000 ISK');
    expect(caseFace({ ...full, amount: { value: '12.5', currency: 'EUR' } }, 'amount', 'de-DE').text).toBe('12,50');
  });

  it('show what is missing as missing, in every column', () => {
    const bare: CaseRow = { ...full, customer: null, amount: null, closed: null, due: null, expectedFeePercent: null };
    for (const column of ['customer', 'amount', 'closed', 'due', 'expectedFee'] as const) {
      expect(caseFace(bare, column, 'en-GB')).toEqual({ text: '–', look: 'none' });
    }
  });

  it('never call a closed case by more than its close code', () => {
    const closed: CaseRow = { ...full, status: { label: 'Closed', tab: 'closed' }, closeCode: null };
    expect(caseFace(closed, 'status', 'en-GB').aside).toBeUndefined();
    expect(caseFace({ ...closed, closeCode: 'Paid' }, 'status', 'en-GB').aside).toContain('Paid');
  });
});

describe('search results', () => {
  it('are put in a sentence', () => {
    const sort = { column: 'created', descending: true } as const;
    const filters = VIEWS.cases.noFilters;
    expect(rowsFound('cases', { search: ' mül ', tab: 'pending', sort, filters }, 1, 'en-GB', false)).toBe('1 case matches “mül” in Pending');
    expect(rowsFound('cases', { search: '', tab: 'all', sort, filters }, 2000, 'en-GB', false)).toBe('2,000 cases');
    expect(rowsFound('cases', { search: '', tab: 'pending', sort, filters }, 12, 'en-GB', true)).toBe('12 cases so far in Pending');
  });

  it('are cut at their hits, bad ranges left out', () => {
    expect(pieces({ text: 'Müller', hits: [[0, 3]] })).toEqual([
      { text: 'Mül', hit: true },
      { text: 'ler', hit: false },
    ]);
    expect(pieces({ text: 'ab', hits: [[1, 9], [1, 1]] })).toEqual([{ text: 'ab', hit: false }]);
  });
});
