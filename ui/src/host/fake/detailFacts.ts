/** One case, one client, one onboarding link of the made-up portfolio, and what a fresh read of them changes. */
import type {
  Amount,
  CaseDetail,
  CaseRow,
  ChosenDays,
  ClientDetail,
  ClientRow,
  CommandError,
  Escalation,
  EscalationOn,
  MissingItem,
  Onboarding,
  PotentialRevenue,
} from '../../gen/types';
import { HostError } from '../host';
import { clientKey } from './caseList';
import { sumsOf } from './earningsList';
import { escalationOn } from './escalation';
import { feeOfCase, feeOfClient } from './feeAnswer';
import { historyOfCase, historyOfClient } from './history';
import { linkOf } from './links';
import { fromMicros, micros } from './money';
import type { World } from './world';

/** Cases on a client's page. */
const CASES_MAX = 50;

const TRANSACTIONS_MAX = 200;

export class DetailFacts {
  readonly #world: () => World;
  readonly #now: number;
  readonly #asOf: () => string | null;
  /** When a single one was read afresh. */
  readonly #read = new Map<string, string>();
  /** Clients that turn out to have signed when they are read afresh. */
  readonly #signed = new Set<string>();

  constructor(world: () => World, now: number, asOf: () => string | null) {
    this.#world = world;
    this.#asOf = asOf;
    this.#now = now;
  }

  caseDetail(id: string, chosen: ChosenDays | null): CaseDetail {
    const { cases, clients, earnings } = this.#world();
    const row = cases.rows.find((one) => one.id === id);
    if (!row) throw new HostError(NO_CASE);
    const client = row.customer && clients.rows.find((one) => one.id === clientKey(row.customer?.text ?? null));
    const transactions = earnings.rows.filter(({ caseId }) => caseId === id);
    transactions.sort((a, b) => (b.paid ?? '').localeCompare(a.paid ?? ''));
    return {
      case: row,
      recovered: recovered(row),
      client: client ? this.#standing(client) : null,
      fee: feeOfCase(row, client ? this.#standing(client) : null, transactions, chosen),
      history: historyOfCase(row, transactions, this.#now),
      missing: row.needsInfo ? missing(row) : [],
      clientAnswered: row.lastActivity?.kind === 'clientAnswered' ? row.lastActivity.at : null,
      transactions: transactions.slice(0, TRANSACTIONS_MAX),
      earnings: sumsOf(transactions),
      potential: potential(row, this.#read.get(id) ?? null),
      confirmedAt: this.#confirmed(id),
    };
  }

  clientDetail(id: string, chosen: ChosenDays | null): ClientDetail {
    const client = this.#client(id);
    const world = this.#world();
    const mine = world.earnings.rows.filter(({ customer }) => customer && clientKey(customer.text) === id);
    const cases = world.cases.rows.filter(({ customer }) => customer && clientKey(customer.text) === id);
    const newestFirst = [...cases].sort((a, b) => (b.created ?? '').localeCompare(a.created ?? ''));
    return {
      client: this.#standing(client),
      address: client.country === null ? [] : ['Havnegade 12', '8000 Aarhus C'],
      kycStatus: client.onboardingDone ? 'verified' : 'pending',
      cases: newestFirst.slice(0, CASES_MAX),
      earnings: sumsOf(mine),
      payments: [...mine].sort((a, b) => (b.paid ?? '').localeCompare(a.paid ?? '')).slice(0, 20),
      fee: feeOfClient(this.#standing(client), mine, chosen),
      history: historyOfClient(this.#standing(client), newestFirst, this.#now),
      confirmedAt: this.#confirmed(id),
    };
  }

  onboarding(id: string): Onboarding {
    const client = this.#standing(this.#client(id));
    const link = client.onboardingDone ? linkOf(null) : linkOf(this.#place(id));
    const name = client.customer?.text ?? 'there';
    const message = link.trouble === null ? `Hello ${name}, please complete your onboarding: ${link.url}` : null;
    return { client, url: link.url, trouble: link.trouble, troubleWords: link.troubleWords, message, confirmedAt: this.#confirmed(id) };
  }

  escalation(on: EscalationOn, recipient: string | null): Escalation {
    return escalationOn(on, {
      recipient,
      now: this.#now,
      case: (id) => {
        const { case: row, fee } = this.caseDetail(id, null);
        return { row, fee };
      },
      client: (id) => {
        const { client: row, fee } = this.clientDetail(id, null);
        return { row, fee };
      },
      transaction: (id) => {
        const row = this.#world().earnings.rows.find((one) => one.id === id);
        if (!row) throw new HostError(NO_CASE);
        return row;
      },
    });
  }

  refreshed(id: string): void {
    this.#read.set(id, new Date(this.#now).toISOString());
    if (linkOf(this.#place(id)).signsMeanwhile) this.#signed.add(id);
  }

  /** Among those who have not signed. */
  #place(id: string): number {
    const unsigned = this.#world().clients.rows.filter(({ onboardingDone }) => !onboardingDone);
    return unsigned.findIndex((one) => one.id === id);
  }

  #client(id: string): ClientRow {
    const client = this.#world().clients.rows.find((one) => one.id === id);
    if (!client) throw new HostError(NO_CLIENT);
    return client;
  }

  #standing(client: ClientRow): ClientRow {
    return this.#signed.has(client.id) ? { ...client, onboardingDone: true } : client;
  }

  #confirmed(id: string): string | null {
    return this.#read.get(id) ?? this.#asOf();
  }
}

const NO_CASE: CommandError = {
  code: 'notFound',
  message: 'This case is not in the synced data.',
  hint: 'Go back to the table; a refresh may bring it.',
};

const NO_CLIENT: CommandError = {
  code: 'notFound',
  message: 'This customer is not in the synced list of clients.',
  hint: 'Its link may have been archived at Debitura. A refresh shows what is there now.',
};

function recovered({ amount, remaining }: CaseRow): Amount | null {
  if (!amount || !remaining || amount.currency !== remaining.currency) return null;
  return { value: fromMicros(micros(amount.value) - micros(remaining.value)), currency: amount.currency };
}

function missing({ reference }: CaseRow): MissingItem[] {
  // Every third one says that something is missing and not what.
  if ([...reference.text].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 3 === 0) return [];
  return [
    { area: 'ProvideDocuments', description: 'Upload the signed order confirmation and the last reminder.' },
    { area: 'CorrectDebtorAddress', description: null },
  ];
}

function potential(row: CaseRow, readAt: string | null): PotentialRevenue | null {
  if (readAt === null || row.collectionPartner === null) return null;
  return {
    readAt,
    grossUsd: '12480.00',
    successFeePercent: '18',
    collectionPartnerUsd: '2246.40',
    platformSharePercent: '25',
    platformUsd: '561.60',
    referralPercent: row.expectedFeePercent,
    referralUsd: '393.12',
  };
}
