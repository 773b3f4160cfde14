/** The made-up portfolio as a whole: its three lists hang together. */
import { caseList } from './caseList';
import { clientList, makeClients } from './clientList';
import { earningsList, makeTransactions } from './earningsList';
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
  const cases = shape.odd ? withSpecimens(plain) : plain;
  const payments = makeTransactions(cases, shape.now);
  return {
    cases: caseList(cases),
    clients: clientList(makeClients(cases, shape.now, shape.longNames)),
    earnings: earningsList(shape.odd ? manyPayments(payments, cases) : payments),
  };
}
