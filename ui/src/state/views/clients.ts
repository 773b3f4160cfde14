import { FIRST_CLIENT_COLUMNS, type ClientFilters } from '../../gen/types';
import { clientFace, clientTip, onboardingHelp } from '../../words/clientCells';
import { CLIENT_COLUMNS } from '../../words/columns';
import { count } from '../../words/money';
import type { FilterField } from './fields';
import type { View } from './view';

const ATTRIBUTED = 'Customers that you brought to Debitura: each of their cases can earn you a fee.';

const filters: readonly FilterField<ClientFilters>[] = [
  {
    kind: 'options',
    id: 'attributed',
    label: 'Attribution',
    one: true,
    options: [
      { key: 'yes', label: 'Attributed' },
      { key: 'no', label: 'Not attributed' },
    ],
    get: ({ attributed }) => (attributed === null ? [] : [attributed ? 'yes' : 'no']),
    with: (all, [key]) => ({ ...all, attributed: key === undefined ? null : key === 'yes' }),
  },
  {
    kind: 'names',
    id: 'countries',
    label: 'Country',
    choices: 'clientCountries',
    none: 'No country',
    get: ({ countries }) => countries,
    with: (all, countries) => ({ ...all, countries: [...countries] }),
  },
];

export const clients: View<'clients'> = {
  name: 'clients',
  title: 'Clients',
  // The view is called Clients; one of them is a customer, here as everywhere.
  one: 'customer',
  many: 'customers',
  searchHint: 'Name, number, e-mail, tenant',
  searchCovers:
    'The search covers names, registration numbers, e-mail addresses and your own tenant ids. Any part of a word will do.',
  emptyWords: 'As soon as a customer of yours is linked to Debitura through you, it appears here.',

  columns: CLIENT_COLUMNS,
  firstColumns: FIRST_CLIENT_COLUMNS,
  firstSort: { column: 'customer', descending: false },
  noFilters: { attributed: null, countries: [] },
  filters,

  tabsLabel: 'Onboarding status',
  tabs: ['all', 'unsigned', 'complete'],
  tabLabels: { all: 'All', unsigned: 'Unsigned SDCA', complete: 'Complete' },
  rareTabs: [],
  noneInTab: (tab) =>
    tab === 'unsigned' ? 'Every customer has signed its SDCA' : 'No customer has completed its onboarding yet',
  inTab: (counts, tab) => counts[tab],
  whole: (cards, tab) => cards[tab === 'all' ? 'total' : tab === 'unsigned' ? 'pending' : 'complete'],
  cards(cards, locale) {
    const number = (value: number | undefined) => (value === undefined ? '–' : count(value, locale));
    return [
      { key: 'total', label: 'Total', value: number(cards?.total), tab: 'all' },
      { key: 'attributed', label: 'Attributed', value: number(cards?.attributed), rule: ATTRIBUTED },
      { key: 'complete', label: 'Onboarding complete', sign: 'complete', value: number(cards?.complete), tab: 'complete' },
      { key: 'pending', label: 'Onboarding pending', sign: 'pending', value: number(cards?.pending), tab: 'unsigned' },
    ];
  },

  face: clientFace,
  tip: clientTip,
  meaning: (row) => onboardingHelp(row),
  open: (row, doors) => (row.onboardingDone ? doors.openClient(row.id) : doors.openOnboarding(row.id)),

  narrows: { country: { filter: 'countries', value: ({ country }) => country } },
  listing: ({ search, tab, filters, sort }) => ({ view: 'clients', search, tab, filters, sort }),

  page: (host, { columns, ...request }) => host.clientsPage({ ...request, outlook: columns.includes('feeOutlook') }),
  readCards: (host) => host.clientCards(),
  save: (host, request) => host.exportClients(request),
};
