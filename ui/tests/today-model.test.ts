import { expect, it } from 'vitest';
import type { Attention, News, NewsItem, NewsKind } from '../src/gen/types';
import { firstToday, reduceToday, type TodayModel, unseen } from '../src/state/today';
import { needs, stuckWords, unsignedWords } from '../src/words/attention';
import { newsWords, todayFound } from '../src/words/news';
import { NOW } from './window';

const item = (entry: string, part: Partial<NewsItem> = {}): NewsItem => ({
  entry,
  table: 'cases',
  seenAt: '2026-06-15T09:00:00Z',
  caseId: `case-${entry}`,
  clientId: null,
  reference: `DEB-${entry}`,
  customer: 'Brückner',
  debtor: null,
  amount: { value: '1200.5', currency: 'EUR' },
  status: { label: 'Active', tab: 'active' },
  statusBefore: null,
  outcome: null,
  fee: null,
  also: [],
  ...part,
});

function news(kind: NewsKind, total: number, entries: string[], part: Partial<News> = {}): News {
  const groups = total === 0 ? [] : [{ kind, total, items: entries.map((entry) => item(entry)) }];
  return { since: null, mark: '0', until: '9', total, isTrimmed: false, groups, ...part };
}

const after = (...events: Parameters<typeof reduceToday>[1][]): TodayModel => events.reduce(reduceToday, firstToday);

it('takes the answer to the newest question alone', () => {
  const asked = after({ kind: 'newsAsked', seq: 1 }, { kind: 'newsAsked', seq: 2 });
  const late = reduceToday(asked, { kind: 'newsArrived', seq: 1, news: news('moved', 3, []) });
  expect(late.news).toBeNull();
  const here = reduceToday(late, { kind: 'newsArrived', seq: 2, news: news('moved', 4, []) });
  expect(unseen(here)).toBe(4);
});

it('puts more items behind the ones that are here, each once, with the newest total', () => {
  const here = after({ kind: 'newsAsked', seq: 1 }, { kind: 'newsArrived', seq: 1, news: news('moved', 4, ['9', '8']) });
  const more = reduceToday(here, { kind: 'moreNewsArrived', group: 'moved', news: news('moved', 5, ['8', '7']) });
  expect(more.news?.groups[0]?.items.map(({ entry }) => entry)).toEqual(['9', '8', '7']);
  expect(more.news?.groups[0]?.total).toBe(5);
  const other = reduceToday(more, { kind: 'moreNewsArrived', group: 'closed', news: news('closed', 5, ['1']) });
  expect(other.news?.groups).toEqual(more.news?.groups);
});

it('keeps what somebody asked for when an answer was on its way meanwhile, unless something has changed', () => {
  const asked = { ...after({ kind: 'newsAsked', seq: 1 }, { kind: 'newsArrived', seq: 1, news: news('moved', 4, ['9', '8']) }), open: true };
  const more = reduceToday(reduceToday(asked, { kind: 'newsAsked', seq: 2 }), { kind: 'moreNewsArrived', group: 'moved', news: news('moved', 4, ['7', '6']) });
  const shown = (model: TodayModel) => model.news?.groups[0]?.items.map(({ entry }) => entry);
  const late = news('moved', 4, ['9', '8']);
  expect(shown(reduceToday(more, { kind: 'newsArrived', seq: 2, news: late }))).toEqual(['9', '8', '7', '6']);
  expect(shown(reduceToday(more, { kind: 'newsArrived', seq: 2, news: { ...late, until: '99' } }))).toEqual(['9', '8']);
});

it('can take back that all is seen until something new has come', () => {
  const seen = after(
    { kind: 'newsSeen', undo: '3' },
    { kind: 'newsAsked', seq: 1 },
    { kind: 'newsArrived', seq: 1, news: news('moved', 0, []) },
  );
  expect(seen.undo).toBe('3');
  const newer = [
    { kind: 'newsAsked', seq: 2 },
    { kind: 'newsArrived', seq: 2, news: news('moved', 1, []) },
  ] as const;
  expect(newer.reduce(reduceToday, seen).undo).toBeNull();
  expect(reduceToday(after({ kind: 'todayOpened' }, { kind: 'newsSeen', undo: '3' }), { kind: 'todayLeft' }).undo).toBeNull();
});

it('says what happened to a row', () => {
  const words = (kind: NewsKind, part: Partial<NewsItem>) => newsWords(kind, item('1', part), 'en');
  expect(words('newCases', {})).toBe('Active · 1,200.50 EUR');
  expect(words('moved', { statusBefore: { label: 'Pending Verification', tab: 'pending' } })).toBe('Pending Verification → Active');
  expect(words('moved', { statusBefore: { label: ' ', tab: 'other' } })).toBe('No status → Active');
  expect(words('closed', { outcome: 'Withdrawn by Client' })).toBe('Withdrawn by Client');
  expect(words('closed', {})).toBe('Debitura gave no outcome');
  const fee = { amount: { value: '88', currency: 'USD' }, isEstimate: true, stage: 'readyToInvoice', stageBefore: null } as const;
  expect(words('fees', { fee })).toBe('est. 88.00 USD · Ready to invoice, before: not classified');
  expect(words('payments', { fee: { ...fee, amount: null } })).toBe('1,200.50 EUR · fee not known');
  expect(words('other', { also: [{ what: 'remaining', before: '1200.5', after: '0' }] })).toBe('Remaining: 1,200.50 → 0.00 EUR');
  expect(words('other', { also: [{ what: 'collectionPartner', before: null, after: 'Nordlicht' }, { what: 'listed', before: '1', after: null }] })).toBe(
    'Collection partner: Nordlicht · No longer listed by Debitura',
  );
  expect(words('other', { fee: { ...fee, isEstimate: false } })).toBe('The fee is no estimate any more');
});

const counts = { all: 0, active: 0, pending: 0, closed: 0, paused: 0, other: 0 };
const sum = { count: 0, confirmedUsd: '0', estimates: 0, estimateUsd: '0' };
const quiet: Attention = {
  unsignedDays: 14,
  unsignedTotal: 0,
  unsigned: [],
  needsInfo: counts,
  ready: sum,
  disputed: sum,
  stuckDays: 90,
  stuckTotal: 0,
  stuck: [],
};

it('tells what needs attention, and nothing of what does not', () => {
  expect(needs(quiet, 'en')).toEqual([]);
  // A closed case waits for nobody.
  expect(needs({ ...quiet, needsInfo: { ...counts, all: 2, closed: 2 } }, 'en')).toEqual([]);
  const found = needs({ ...quiet, ready: { ...sum, count: 2, confirmedUsd: '1234.5' }, stuckTotal: 1, unsignedTotal: 1200 }, 'en');
  expect(found.map(({ key, value }) => [key, value])).toEqual([
    ['ready', '1,234.50 USD'],
    ['unsigned', '1,200'],
    ['stuck', '1'],
  ]);
  expect(found[1]?.title).toBe('Unsigned for more than 14 days');
  expect(todayFound(news('moved', 1, []), quiet)).toBe('One change, nothing needs attention');
});

it('says how long, and that it is a lower bound where no more is known', () => {
  const since = '2026-03-07T10:00:00Z';
  const row = { id: '1', reference: null, customer: null, debtor: null, status: { label: 'Paused', tab: 'paused' }, since } as const;
  expect(stuckWords({ ...row, basis: 'seen' }, NOW)).toBe('Paused for 100 days');
  expect(stuckWords({ ...row, basis: 'atLeast' }, NOW)).toBe('Paused for at least 100 days');
  expect(stuckWords({ ...row, basis: 'collectionStarted' }, NOW)).toBe('Paused; collection started 100 days ago');
  expect(stuckWords({ ...row, basis: 'created' }, NOW)).toBe('Paused; created 100 days ago');
  expect(unsignedWords({ id: '1', customer: null, since, atLeast: true, casesOpen: 0 }, NOW)).toBe('for at least 100 days');
});
