/** Seeded, believable cases for a browser and for tests. */
import type { CaseRow, LastActivityKind, StatusGroup } from '../../gen/types';
import { neverStarted } from './earningsList';
import { FAR_LANDS, type Land, LANDS, LONG_GERMAN, PARTNERS } from './names';
import { Random } from './random';

const DAY_MS = 86_400_000;

const PENDING = [
  'Pending contract signing',
  'Pending Verification',
  'Pending Verification Internal',
  'More Info Required',
  'Collecting Quotes',
  'Pending Quote Selection',
] as const;

const CLOSE_CODES = [
  'Paid',
  'Paid',
  'Paid',
  'Partially paid',
  'Debtor Insolvent/Bankrupt',
  'Debtor Untraceable',
  'Disputed – Legal Action Declined by Client',
  'Withdrawn by Client',
  'Pre-Legal Exhausted – No Payment',
  'Uneconomical to Pursue',
  'Case never started - Internal',
  'Other',
] as const;

const KINDS = ['payment', 'clientAnswered', 'changeSeen', 'collectionStarted'] as const;

export interface PortfolioShape {
  readonly seed: number;
  readonly cases: number;
  readonly now: number;
  readonly longNames?: boolean;
  /** Names in other scripts, and very long ones. */
  readonly far?: boolean;
  readonly unknownStatus?: boolean;
  /** The first rows are specimens that are hard to show. */
  readonly odd?: boolean;
  /** Names and amounts that try to break the window. */
  readonly hostile?: boolean;
}

export function makePortfolio({ seed, cases, now, longNames, far, unknownStatus }: PortfolioShape): CaseRow[] {
  const random = new Random(seed);
  const lands = far ? FAR_LANDS : LANDS;
  const customers = Array.from({ length: Math.max(Math.ceil(cases / 40), 3) }, (_, at) =>
    longNames && at % 2 === 0 ? random.pick(LONG_GERMAN) : company(random, random.pick(lands)),
  ) as [string, ...string[]];
  return Array.from({ length: cases }, (_, at) => {
    const land = random.pick(lands);
    const debtor = longNames && random.chance(0.4) ? random.pick(LONG_GERMAN) : debtorName(random, land);
    return makeCase(random, at, random.pick(customers), debtor, land, now, unknownStatus === true && at % 53 === 7);
  });
}

function company(random: Random, land: Land): string {
  return `${random.pick(land.family)} ${random.pick(land.trade)} ${random.pick(land.form)}`;
}

function debtorName(random: Random, land: Land): string {
  return random.chance(0.3) ? `${random.pick(land.given)} ${random.pick(land.family)}` : company(random, land);
}

function status(random: Random): { label: string; tab: StatusGroup } {
  const roll = random.next();
  if (roll < 0.8) return { label: 'Closed', tab: 'closed' };
  if (roll < 0.9) return { label: 'Active', tab: 'active' };
  if (roll < 0.975) return { label: random.pick(PENDING), tab: 'pending' };
  return { label: 'Paused', tab: 'paused' };
}

function makeCase(
  random: Random,
  at: number,
  customer: string,
  debtor: string,
  land: Land,
  now: number,
  unknown: boolean,
): CaseRow {
  const state = unknown ? { label: 'Merged', tab: 'other' as const } : status(random);
  const created = now - Math.floor(random.next() ** 1.6 * 900 * DAY_MS) - 3_600_000;
  const iso = (time: number) => new Date(Math.min(time, now)).toISOString();
  const started = state.tab === 'pending' ? null : created + random.next() * 0.2 * (now - created);
  const closed = state.tab === 'closed' ? created + random.next() * (now - created) : null;
  const cents = Math.floor(random.next() ** 3 * 4_000_000) + 4_500;
  // There is no smaller coin than a yen.
  const value = (amount: number) =>
    `${Math.floor(amount / 100)}${land.currency === 'JPY' ? '' : `.${String(amount % 100).padStart(2, '0')}`}`;
  const left = state.tab === 'closed' && random.chance(0.4) ? 0 : Math.floor(cents * random.next());
  const kind: LastActivityKind = closed ? 'closed' : started && random.chance(0.7) ? random.pick(KINDS) : 'created';
  const last = closed ?? created + (kind === 'created' ? 0 : random.next() * (now - created));
  const made: CaseRow = {
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    reference: { text: `DEB-${10_000 + at}`, hits: [] },
    creditorReference: random.chance(0.85) ? { text: `INV-${2020 + random.below(6)}-${random.below(9999)}`, hits: [] } : null,
    customer: random.chance(0.99) ? { text: customer, hits: [] } : null,
    debtor: { text: debtor, hits: [] },
    amount: { value: value(cents), currency: land.currency },
    remaining: { value: value(state.tab === 'pending' ? cents : left), currency: land.currency },
    status: state,
    collectionPartner: state.tab === 'pending' ? null : random.pick(PARTNERS),
    created: iso(created),
    lastActivity: { at: iso(last), kind },
    country: land.country,
    phase: started ? random.pick(['Pre-legal', 'Pre-legal', 'Legal', 'Enforcement']) : null,
    due: iso(created - random.below(200) * DAY_MS).slice(0, 10),
    collectionStarted: started ? iso(started) : null,
    closed: closed ? iso(closed) : null,
    closeCode: closed ? random.pick(CLOSE_CODES) : null,
    expectedFeePercent: started ? random.pick(['70.0', '50.0', '62.5']) : null,
    needsInfo: state.label === 'More Info Required',
    outlook: null,
    hasNews: false,
  };
  return neverStarted(made.closeCode) ? { ...made, remaining: made.amount, collectionStarted: null, phase: null, expectedFeePercent: null } : made;
}
