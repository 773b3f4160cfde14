import { FIRST_EARNINGS_COLUMNS, type EarningsFilters } from '../../gen/types';
import { EARNINGS_COLUMNS } from '../../words/columns';
import { earningsCards } from '../../words/earningsCards';
import { earningsFace, earningsMeaning, earningsTip } from '../../words/earningsCells';
import { EARNINGS_TAB_LABELS, EARNINGS_TABS, STAGE_NAMES, stageWords } from '../../words/stages';
import type { FilterField } from './fields';
import type { View } from './view';

const noFilters: EarningsFilters = { client: null, stages: [], customers: [], paidFrom: null, paidTo: null };

/** The key of the rows that meet no predicate: no stage is called so. */
const NO_STAGE = 'none';

const filters: readonly FilterField<EarningsFilters>[] = [
  { kind: 'client', id: 'client', label: 'This customer', get: ({ client }) => client, with: (all, client) => ({ ...all, client }) },
  {
    kind: 'options',
    id: 'stages',
    label: 'Revenue stage',
    one: false,
    options: STAGE_NAMES.map((stage) => ({ key: stage ?? NO_STAGE, label: stageWords(stage) })),
    get: ({ stages }) => stages.map((stage) => stage ?? NO_STAGE),
    with: (all, keys) => ({ ...all, stages: STAGE_NAMES.filter((stage) => keys.includes(stage ?? NO_STAGE)) }),
  },
  {
    kind: 'names',
    id: 'customers',
    label: 'Customer',
    choices: 'earningsCustomers',
    none: 'No customer',
    get: ({ customers }) => customers,
    with: (all, customers) => ({ ...all, customers: [...customers] }),
  },
  {
    kind: 'days',
    id: 'paid',
    label: 'Payment date',
    get: ({ paidFrom, paidTo }) => ({ from: paidFrom, to: paidTo }),
    with: (all, { from, to }) => ({ ...all, paidFrom: from, paidTo: to }),
  },
];

export const earnings: View<'earnings'> = {
  name: 'earnings',
  title: 'Earnings',
  one: 'transaction',
  many: 'transactions',
  searchHint: 'Case reference or customer',
  searchCovers: 'The search covers case references and customers. Any part of a word will do.',
  emptyWords: 'As soon as a debtor has paid on one of your cases, the payment and your fee appear here.',

  columns: EARNINGS_COLUMNS,
  firstColumns: FIRST_EARNINGS_COLUMNS,
  firstSort: { column: 'paid', descending: true },
  noFilters,
  filters,

  tabsLabel: 'Revenue stage',
  tabs: EARNINGS_TABS,
  tabLabels: EARNINGS_TAB_LABELS,
  rareTabs: ['disputed', 'unclassified'],
  noneInTab: (tab) => `No transaction is under “${EARNINGS_TAB_LABELS[tab]}”`,
  inTab: (counts, tab) => counts[tab].count,
  whole: (cards, tab) => cards.sums[tab].count,
  cards: earningsCards,

  face: earningsFace,
  tip: earningsTip,
  meaning: earningsMeaning,
  open(row, doors) {
    if (row.caseId === null) doors.explain('The case of this payment is not in the synced data');
    else doors.openCase(row.caseId);
  },

  narrows: { customer: { filter: 'customers', value: ({ customer }) => customer?.text ?? null } },
  listing: ({ search, tab, filters, sort }) => ({ view: 'earnings', search, tab, filters, sort }),

  page: (host, { columns: _, ...request }) => host.earningsPage(request),
  readCards: (host) => host.earningsCards(),
  save: (host, request) => host.exportEarnings(request),
};
