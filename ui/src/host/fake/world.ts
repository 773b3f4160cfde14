/** The made-up portfolio as a whole: its three lists hang together. */
import type { CaseRow, ClientRow } from '../../gen/types';
import { caseList, clientKey } from './caseList';
import { clientList, makeClients } from './clientList';
import { earningsList, makeTransactions } from './earningsList';
import { hostileCase, hostileClient, hostileTransaction } from './hostile';
import { makePortfolio, type PortfolioShape } from './portfolio';
import type { List } from './query';
import { manyPayments, SPECIMENS, withSpecimens } from './specimens';

export interface World {
  cases: List<'cases'>;
  clients: List<'clients'>;
  earnings: List<'earnings'>;
}

export function makeWorld(shape: PortfolioShape): World {
  const plain = makePortfolio(shape);
  const odd = shape.odd ? withSpecimens(plain) : plain;
  const { cases, clients } = settled(odd, makeClients(odd, shape.now, shape.longNames), shape.odd ? SPECIMENS.length : 0);
  const payments = makeTransactions(cases, shape.now);
  const transactions = shape.odd ? manyPayments(payments, cases) : payments;
  if (!shape.hostile) {
    return { cases: caseList(cases), clients: clientList(clients), earnings: earningsList(transactions) };
  }
  return {
    cases: caseList(cases.map(hostileCase)),
    clients: clientList(clients.map(hostileClient)),
    earnings: earningsList(transactions.map(hostileTransaction)),
  };
}

/** Of so many cases one stays with a customer who has not signed. */
const KEPT = 9;

/**
 * Nobody waits for the signature of a client who has signed; and of one who has not, a few cases wait for it and none has
 * begun: the others are another customer's. The first `fixed` ones stay what they are.
 */
function settled(cases: readonly CaseRow[], clients: readonly ClientRow[], fixed: number): { cases: CaseRow[]; clients: ClientRow[] } {
  const standing = new Map(clients.map(({ customer, onboardingDone }) => [customer?.text, onboardingDone]));
  const signed = clients.filter(({ onboardingDone, customer }) => onboardingDone && customer);
  const rows = cases.map((row, at) => {
    if (at < fixed || row.customer === null) return row;
    if (standing.get(row.customer.text) === false) {
      const other = signed[at % signed.length];
      if (at % KEPT === 0 || !other) return waiting(row);
      return signedFor({ ...row, customer: other.customer });
    }
    return signedFor(row);
  });
  return { cases: rows, clients: counted(clients, rows) };
}

function signedFor(row: CaseRow): CaseRow {
  return row.status.label === 'Pending contract signing' ? { ...row, status: { ...row.status, label: 'Pending Verification' } } : row;
}

function waiting(row: CaseRow): CaseRow {
  const begun = { collectionPartner: null, collectionStarted: null, phase: null, closed: null, closeCode: null, expectedFeePercent: null };
  const created = row.created === null ? null : { at: row.created, kind: 'created' as const };
  return {
    ...row,
    ...begun,
    status: { label: 'Pending contract signing', tab: 'pending' },
    remaining: row.amount,
    lastActivity: created,
    needsInfo: false,
  };
}

function counted(clients: readonly ClientRow[], cases: readonly CaseRow[]): ClientRow[] {
  const counts = new Map<string, { casesOpen: number; casesTotal: number }>();
  for (const { customer, status } of cases) {
    if (!customer) continue;
    const { casesOpen, casesTotal } = counts.get(clientKey(customer.text)) ?? { casesOpen: 0, casesTotal: 0 };
    counts.set(clientKey(customer.text), { casesOpen: casesOpen + Number(status.tab !== 'closed'), casesTotal: casesTotal + 1 });
  }
  return clients.map((client) => ({
    ...client,
    casesOpen: 0,
    casesTotal: 0,
    ...counts.get(client.id),
    ...(client.onboardingDone ? {} : { earned: { value: '0.00', currency: 'USD' } }),
  }));
}
