/** What changed in the made-up portfolio, and what needs attention in it. */
import type { Attention, CaseRow, ClientRow, EarningsRow, News, NewsItem, NewsKind, NewsRequest, StatusGroup } from '../../gen/types';
import { caseCards, clientKey } from './caseList';
import { sumsOf } from './earningsList';
import { HostError } from '../host';
import type { Scenario } from './scenarios';
import type { World } from './world';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LISTED_MAX = 100;
const UNSIGNED_DAYS = 14;
const STUCK_DAYS = 90;

type Told = { readonly kind: NewsKind; readonly item: NewsItem };

export class FakeToday {
  readonly #world: World;
  readonly #now: number;
  readonly #told: readonly Told[];
  readonly #marked: readonly { hasNews: boolean }[];
  #since: string | null;
  #seen = 0;

  constructor(world: World, { now, app, news }: Scenario) {
    this.#world = world;
    this.#now = now;
    this.#since = news === 'none' || app.sync.asOf === null ? null : new Date(now - 2.9 * DAY_MS).toISOString();
    const isKnown = app.sync.asOf !== null && news !== 'none';
    const found = isKnown ? new Changes(world, now) : null;
    this.#told = found?.told ?? [];
    this.#marked = found?.marked ?? [];
    this.#mark(true);
  }

  news({ kind, offset, limit }: NewsRequest): News {
    const unseen = this.#told.slice(this.#seen);
    const kinds = [...new Set(unseen.map((one) => one.kind))].filter((one) => kind === null || kind === one);
    const groups = kinds.map((one) => {
      const items = unseen.filter((told) => told.kind === one).map(({ item }) => item);
      return { kind: one, total: items.length, items: items.slice(offset, offset + limit) };
    });
    const [mark, until] = [String(this.#seen), String(this.#told.length)];
    return { since: this.#since, mark, until, total: unseen.length, isTrimmed: false, groups };
  }

  see(until: string): void {
    const wanted = Number(until);
    if (!(wanted >= 0 && wanted <= this.#told.length)) {
      throw new HostError({ code: 'invalidRequest', message: 'There is no such change.', hint: null });
    }
    this.#seen = wanted;
    this.#since = new Date(this.#now).toISOString();
    this.#mark(wanted === 0);
  }

  attention(): Attention {
    const before = (iso: string | null, days: number) => iso !== null && Date.parse(iso) < this.#now - days * DAY_MS;
    const { rows } = this.#world.cases;
    const unsigned = this.#world.clients.rows.filter((row) => !row.onboardingDone && before(row.linked, UNSIGNED_DAYS));
    unsigned.sort((a, b) => (a.linked ?? '').localeCompare(b.linked ?? ''));
    const stuck = rows.filter((row) => isOpen(row) && before(sinceOf(row), STUCK_DAYS));
    stuck.sort((a, b) => (sinceOf(a) ?? '').localeCompare(sinceOf(b) ?? ''));
    const { total, createdThisMonth: _, ...groups } = caseCards(rows.filter(({ needsInfo }) => needsInfo), this.#now);
    const sums = sumsOf(this.#world.earnings.rows);
    return {
      unsignedDays: UNSIGNED_DAYS,
      unsignedTotal: unsigned.length,
      unsigned: unsigned.slice(0, LISTED_MAX).map(({ id, customer, linked, casesOpen }) => ({
        id,
        customer: customer?.text ?? null,
        since: linked ?? '',
        atLeast: false,
        casesOpen,
      })),
      needsInfo: { all: total, ...groups },
      ready: sums.ready,
      disputed: sums.disputed,
      stuckDays: STUCK_DAYS,
      stuckTotal: stuck.length,
      stuck: stuck.slice(0, LISTED_MAX).map((row) => ({
        id: row.id,
        reference: row.reference.text,
        customer: row.customer?.text ?? null,
        debtor: row.debtor?.text ?? null,
        status: row.status,
        since: sinceOf(row) ?? '',
        basis: row.collectionStarted ? 'collectionStarted' : row.status.tab === 'pending' ? 'created' : 'atLeast',
      })),
    };
  }

  #mark(hasNews: boolean): void {
    for (const row of this.#marked) row.hasNews = hasNews;
  }
}

const isOpen = ({ status }: CaseRow) => (['active', 'pending', 'paused'] as StatusGroup[]).includes(status.tab);
const sinceOf = (row: CaseRow) => row.collectionStarted ?? row.created;

/** A few days' changes: more of them the larger the portfolio is. */
class Changes {
  readonly told: Told[] = [];
  readonly marked: { hasNews: boolean }[] = [];
  readonly #now: number;

  constructor({ cases, clients, earnings }: World, now: number) {
    this.#now = now;
    const some = Math.ceil(cases.rows.length / 2000);
    const free = cases.rows.filter((row) => row.status.tab !== 'other');
    const take = (wanted: number, fits: (row: CaseRow) => boolean) => free.filter((row) => fits(row) && !row.hasNews).slice(0, wanted * some);
    const newest = (a: string | null, b: string | null) => (b ?? '').localeCompare(a ?? '');
    const byCreation = [...free].sort((a, b) => newest(a.created, b.created));
    for (const row of byCreation.filter(({ status }) => status.tab !== 'closed').slice(0, 4 * some)) this.#case('newCases', row, {});
    const ended = free.filter(({ closed }) => closed).sort((a, b) => newest(a.closed, b.closed));
    for (const row of ended.slice(0, 3 * some)) this.#case('closed', row, { statusBefore: ACTIVE, outcome: row.closeCode });
    for (const row of take(5, ({ status }) => status.tab === 'active')) this.#case('moved', row, { statusBefore: PENDING });
    for (const row of take(2, ({ status }) => status.tab === 'paused')) this.#case('moved', row, { statusBefore: ACTIVE });
    for (const row of clients.rows.filter(({ onboardingDone }) => onboardingDone).slice(0, 2 * some)) this.#client('onboarded', row);
    for (const row of earnings.rows.filter(({ stage }) => stage === 'readyToInvoice').slice(0, 9 * some)) {
      this.#payment('fees', row, 'awaitingCollectionPartner');
    }
    const paid = earnings.rows.filter(({ stage }) => stage === 'pending').sort((a, b) => newest(a.paid, b.paid));
    for (const row of paid.slice(0, 3 * some)) this.#payment('payments', row, null);
    for (const row of clients.rows.filter(({ onboardingDone }) => !onboardingDone).slice(0, some)) this.#client('newClients', row);
    for (const row of take(1, ({ status }) => status.tab === 'active')) {
      this.#case('other', row, { also: [{ what: 'collectionPartner', before: 'Vesterbro Inkasso ApS', after: row.collectionPartner }] });
    }
    for (const row of take(2, ({ status, needsInfo }) => status.tab === 'pending' && needsInfo)) {
      this.#case('other', row, { also: [{ what: 'needsInfo', before: null, after: '1' }] });
    }
  }

  #tell(kind: NewsKind, row: { hasNews: boolean }, part: Partial<NewsItem> & Pick<NewsItem, 'table'>): void {
    const at = this.told.length;
    row.hasNews = true;
    this.marked.push(row);
    const item: NewsItem = { ...NOTHING, entry: String(at + 1), seenAt: new Date(this.#now - (at + 1) * 47 * MINUTE_MS).toISOString(), ...part };
    this.told.push({ kind, item });
  }

  #case(kind: NewsKind, row: CaseRow, part: Partial<NewsItem>): void {
    const names = { reference: row.reference.text, customer: row.customer?.text ?? null, debtor: row.debtor?.text ?? null };
    this.#tell(kind, row, { table: 'cases', caseId: row.id, ...names, amount: row.amount, status: row.status, ...part });
  }

  #client(kind: NewsKind, row: ClientRow): void {
    this.#tell(kind, row, { table: 'clients', clientId: row.id, customer: row.customer?.text ?? null });
  }

  #payment(kind: NewsKind, row: EarningsRow, stageBefore: EarningsRow['stage']): void {
    const customer = row.customer?.text ?? null;
    this.#tell(kind, row, {
      table: 'transactions',
      caseId: row.caseId,
      clientId: clientKey(customer),
      reference: row.reference?.text ?? null,
      customer,
      debtor: row.debtor,
      amount: row.collected,
      fee: { amount: row.fee, isEstimate: row.isEstimate, stage: row.stage, stageBefore },
    });
  }
}

const ACTIVE = { label: 'Active', tab: 'active' } as const;
const PENDING = { label: 'Pending Verification', tab: 'pending' } as const;

const NOTHING: Omit<NewsItem, 'entry' | 'table' | 'seenAt'> = {
  caseId: null,
  clientId: null,
  reference: null,
  customer: null,
  debtor: null,
  amount: null,
  status: null,
  statusBefore: null,
  outcome: null,
  fee: null,
  also: [],
};
