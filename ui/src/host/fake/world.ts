/** The made-up portfolio as a whole: its three lists hang together. */
import type { CaseRow, ClientRow } from '../../gen/types';
import { caseList } from './caseList';
import { clientList, makeClients } from './clientList';
import { earningsList, makeTransactions } from './earningsList';
import { hostileCase, hostileClient, hostileTransaction } from './hostile';
import { makePortfolio, type PortfolioShape } from './portfolio';
import type { List } from './query';
import { manyPayments, withSpecimens } from './specimens';

export interface World {
  cases: List<'cases'>;
  clients: List<'clients'>;
  earnings: List<'earnings'>;
}

export function makeWorld(shape: PortfolioShape): World {
  const plain = makePortfolio(shape);
  const odd = shape.odd ? withSpecimens(plain) : plain;
  const clients = makeClients(odd, shape.now, shape.longNames);
  const cases = unsigned(odd, clients);
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

/** Nobody waits for the signature of a client who has signed. */
function unsigned(cases: readonly CaseRow[], clients: readonly ClientRow[]): CaseRow[] {
  const signed = new Set(clients.filter(({ onboardingDone }) => onboardingDone).map(({ customer }) => customer?.text));
  return cases.map((row) => {
    const waits = row.status.label === 'Pending contract signing';
    return waits && signed.has(row.customer?.text) ? { ...row, status: { ...row.status, label: 'Pending Verification' } } : row;
  });
}
