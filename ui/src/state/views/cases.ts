import { FIRST_CASE_COLUMNS, type CaseFilters } from '../../gen/types';
import { caseFace, caseTip } from '../../words/caseCells';
import { CASE_COLUMNS } from '../../words/columns';
import { count } from '../../words/money';
import { CASE_TAB_LABELS, CASE_TABS, statusHelp } from '../../words/status';
import type { FilterField } from './fields';
import type { View } from './view';

const noFilters: CaseFilters = {
  client: null,
  customers: [],
  collectionPartners: [],
  countries: [],
  createdFrom: null,
  createdTo: null,
  needsInfo: false,
};

const filters: readonly FilterField<CaseFilters>[] = [
  { kind: 'client', id: 'client', label: 'This customer', get: ({ client }) => client, with: (all, client) => ({ ...all, client }) },
  {
    kind: 'names',
    id: 'customers',
    label: 'Customer',
    choices: 'caseCustomers',
    none: 'No customer',
    get: ({ customers }) => customers,
    with: (all, customers) => ({ ...all, customers: [...customers] }),
  },
  {
    kind: 'names',
    id: 'partners',
    label: 'Collection partner',
    choices: 'caseCollectionPartners',
    none: 'None yet',
    get: ({ collectionPartners }) => collectionPartners,
    with: (all, collectionPartners) => ({ ...all, collectionPartners: [...collectionPartners] }),
  },
  {
    kind: 'names',
    id: 'countries',
    label: 'Country',
    choices: 'caseCountries',
    none: 'No country',
    get: ({ countries }) => countries,
    with: (all, countries) => ({ ...all, countries: [...countries] }),
  },
  {
    kind: 'days',
    id: 'created',
    label: 'Created',
    get: ({ createdFrom, createdTo }) => ({ from: createdFrom, to: createdTo }),
    with: (all, { from, to }) => ({ ...all, createdFrom: from, createdTo: to }),
  },
  {
    kind: 'flag',
    id: 'needs-info',
    label: 'Needs information from the customer',
    get: ({ needsInfo }) => needsInfo,
    with: (all, needsInfo) => ({ ...all, needsInfo }),
  },
];

export const cases: View<'cases'> = {
  name: 'cases',
  title: 'Cases',
  one: 'case',
  many: 'cases',
  searchHint: 'Reference, debtor or customer',
  searchCovers: 'The search covers references, debtors and customers. Any part of a word will do.',
  emptyWords: 'As soon as one of your customers hands a claim to Debitura, it appears here.',

  columns: CASE_COLUMNS,
  firstColumns: FIRST_CASE_COLUMNS,
  firstSort: { column: 'lastActivity', descending: true },
  noFilters,
  filters,

  tabsLabel: 'Status',
  tabs: CASE_TABS,
  tabLabels: CASE_TAB_LABELS,
  rareTabs: ['other'],
  noneInTab: (tab) => `No case is ${CASE_TAB_LABELS[tab].toLowerCase()}`,
  inTab: (counts, tab) => counts[tab],
  whole: (cards, tab) => cards[tab === 'all' ? 'total' : tab],
  cards(cards, locale) {
    const number = (value: number | undefined) => (value === undefined ? '–' : count(value, locale));
    return [
      { key: 'total', label: 'Total', value: number(cards?.total), tab: 'all' },
      { key: 'active', label: 'Active', sign: 'active', value: number(cards?.active), tab: 'active' },
      { key: 'pending', label: 'Pending', sign: 'pending', value: number(cards?.pending), tab: 'pending' },
      { key: 'closed', label: 'Closed', sign: 'closed', value: number(cards?.closed), tab: 'closed' },
      { key: 'paused', label: 'Paused', sign: 'paused', value: number(cards?.paused), tab: 'paused' },
      { key: 'createdThisMonth', label: 'Created this month', value: number(cards?.createdThisMonth) },
    ];
  },

  face: caseFace,
  tip: caseTip,
  meaning: (row) => `${row.reference.text}: ${statusHelp(row)}`,
  open: (row, doors) => doors.openCase(row.id),

  narrows: {
    customer: { filter: 'customers', value: ({ customer }) => customer?.text ?? null },
    collectionPartner: { filter: 'partners', value: ({ collectionPartner }) => collectionPartner },
    country: { filter: 'countries', value: ({ country }) => country },
  },
  listing: ({ search, tab, filters, sort }) => ({ view: 'cases', search, tab, filters, sort }),

  page: (host, { columns, ...request }) => host.casesPage({ ...request, outlook: columns.includes('feeOutlook') }),
  readCards: (host) => host.caseCards(),
  save: (host, request) => host.exportCases(request),
};
