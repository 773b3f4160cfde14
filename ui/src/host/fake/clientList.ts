import type { CaseRow, Cell, ClientCards, ClientRow } from '../../gen/types';
import { clientKey } from './caseList';
import { type Land, LANDS, LONG_GERMAN } from './names';
import { isChosen, List, type ListShape } from './query';
import { Random } from './random';
import { fold, marked } from './search';

const shape: ListShape<'clients'> = {
  texts: (row) => [row.customer, row.registrationNumber, row.email, row.tenant],
  isIn: (row, tab) => tab === 'all' || row.onboardingDone === (tab === 'complete'),
  passes: (row, filters) =>
    (filters.attributed === null || filters.attributed === row.attributed) && isChosen(row.country, filters.countries),
  countsOf(rows) {
    const complete = rows.filter(({ onboardingDone }) => onboardingDone).length;
    return { all: rows.length, unsigned: rows.length - complete, complete };
  },
  sortKey(row, column) {
    switch (column) {
      case 'customer':
      case 'registrationNumber':
      case 'email':
        return row[column]?.text ?? null;
      case 'onboarding':
        return Number(row.onboardingDone);
      case 'attribution':
        return Number(row.attributed);
      case 'feeOutlook':
        return null;
      case 'cases':
        return row.casesOpen;
      case 'earned':
        return row.earned && Number(row.earned.value);
      default:
        return row[column];
    }
  },
  marked: (row, words) => ({
    ...row,
    customer: marked(row.customer, words),
    registrationNumber: marked(row.registrationNumber, words),
    email: marked(row.email, words),
    tenant: marked(row.tenant, words),
  }),
};

export const clientList = (rows: readonly ClientRow[]) => new List(shape, rows);

export function clientCards(rows: readonly ClientRow[]): ClientCards {
  const { all, complete, unsigned } = shape.countsOf(rows);
  return { total: all, attributed: rows.filter(({ attributed }) => attributed).length, complete, pending: unsigned };
}

const cell = (text: string): Cell => ({ text, hits: [] });

/** The clients of these cases, and a few that have none yet. */
export function makeClients(cases: readonly CaseRow[], now: number, longNames = false): ClientRow[] {
  const random = new Random(11);
  const byName = new Map<string, { open: number; total: number }>();
  for (const { customer, status } of cases) {
    if (!customer) continue;
    const found = byName.get(customer.text) ?? { open: 0, total: 0 };
    byName.set(customer.text, { open: found.open + Number(status.tab !== 'closed'), total: found.total + 1 });
  }
  const fresh = Math.ceil(byName.size / 5);
  for (let at = 0; at < fresh; at++) {
    const land = random.pick(LANDS);
    const name = longNames ? random.pick(LONG_GERMAN) : `${random.pick(land.family)} ${random.pick(land.trade)} ${random.pick(land.form)}`;
    if (!byName.has(name)) byName.set(name, { open: 0, total: 0 });
  }
  return [...byName].map(([name, counted], at) => makeClient(random, at, name, counted, now));
}

function makeClient(random: Random, at: number, name: string, cases: { open: number; total: number }, now: number): ClientRow {
  const land: Land = LANDS.find(({ form }) => form.some((one) => name.endsWith(one))) ?? LANDS[0];
  const onboardingDone = cases.total > 0 && random.chance(0.86);
  const place = fold(name).text.replace(/[^a-z0-9]+/g, '-').slice(0, 28).replace(/-$/, '') || 'kontor';
  const cents = cases.total === 0 ? 0 : Math.floor(random.next() ** 2 * 4_000_000);
  return {
    id: clientKey(name),
    customer: random.chance(0.98) ? cell(name) : null,
    tenant: cell(`t-${10_400 + at * 7}`),
    registrationNumber: random.chance(0.9) ? cell(`${random.below(90_000_000) + 10_000_000}`) : null,
    email: random.chance(0.93) ? cell(`office@${place}.example`) : null,
    country: random.chance(0.97) ? land.country : null,
    onboardingDone,
    attributed: random.chance(0.8),
    linked: new Date(now - Math.floor(random.next() * 900 * 86_400_000)).toISOString(),
    casesOpen: cases.open,
    casesTotal: cases.total,
    earned: { value: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`, currency: 'USD' },
    outlook: null,
    hasNews: false,
  };
}
