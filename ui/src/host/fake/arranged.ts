/** What the palette finds, the pages opened last, and saved views, of the made-up portfolio. */
import type { CaseRow, Cell, Found, OpenedPage, RecentPage, SavedView } from '../../gen/types';
import { firstQuery } from '../../state/views';
import { HostError } from '../host';
import { LONG_GERMAN } from './names';
import { fold, wordsOf } from './search';
import type { World } from './world';

const CASES_MAX = 6;
const OTHERS_MAX = 4;
const RECENT_MAX = 20;

export class FakeArranged {
  readonly #world: () => World;
  views: SavedView[];
  opened: OpenedPage[];

  constructor(world: () => World, views: SavedView[], opened: OpenedPage[]) {
    this.#world = world;
    this.views = views;
    this.opened = opened;
  }

  find(search: string): Found {
    const { cases, clients, earnings } = this.#world();
    const page = { search, seq: 0, offset: 0, limit: 50 };
    const all = cases.page({ ...firstQuery('cases'), ...page });
    const some = clients.page({ ...firstQuery('clients'), ...page });
    const paid = earnings.page({ ...firstQuery('earnings'), ...page });
    return {
      cases: ranked(all.rows, search, ({ reference }) => reference, (row) => [row.debtor, row.customer], isOpen).slice(0, CASES_MAX),
      casesTotal: all.total,
      clients: ranked(some.rows, search, ({ tenant }) => tenant, (row) => [row.customer]).slice(0, OTHERS_MAX),
      clientsTotal: some.total,
      earnings: ranked(paid.rows, search, ({ reference }) => reference, (row) => [row.customer]).slice(0, OTHERS_MAX),
      earningsTotal: paid.total,
    };
  }

  noteOpened(pages: readonly OpenedPage[]): void {
    const isOther = (page: OpenedPage) => !pages.some(({ kind, id }) => kind === page.kind && id === page.id);
    this.opened = [...pages, ...this.opened.filter(isOther)].slice(0, RECENT_MAX);
  }

  recent(): RecentPage[] {
    const { cases, clients } = this.#world();
    return this.opened.flatMap(({ kind, id }): RecentPage[] => {
      if (kind === 'case') {
        const row = cases.rows.find((one) => one.id === id);
        return row ? [{ kind, row }] : [];
      }
      const row = clients.rows.find((one) => one.id === id);
      return row ? [{ kind, row }] : [];
    });
  }

  keepViews(views: readonly SavedView[]): void {
    const names = new Set(views.map(({ name }) => fold(name.trim()).text));
    if (names.size < views.length) {
      throw new HostError({ code: 'invalidRequest', message: 'There is another view with this name.', hint: null });
    }
    // As the bridge does it: nothing of what the window goes on changing is in what was kept.
    this.views = structuredClone([...views]);
  }
}

const isOpen = ({ status }: CaseRow) => status.tab !== 'closed' && status.tab !== 'other';

/** A small stand-in for the ranks of `desk-core`. */
function ranked<R>(
  rows: readonly R[],
  search: string,
  reference: (row: R) => Cell | null,
  names: (row: R) => (Cell | null)[],
  isFirst: (row: R) => boolean = () => true,
): R[] {
  const typed = wordsOf(search).join(' ');
  const digits = typed.replace(/\D/g, '');
  const rank = (row: R) => {
    const ref = fold(reference(row)?.text ?? '').text;
    if (ref === typed || (digits !== '' && digits === typed && ref.replace(/\D/g, '') === digits)) return 0;
    return names(row).some((name) => fold(name?.text ?? '').text.startsWith(typed)) ? 1 : 2;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b) || Number(isFirst(b)) - Number(isFirst(a)));
}

/** Some that a person would save, with one name that is too long for any sidebar. */
export function someViews(): SavedView[] {
  const cases = { ...firstQuery('cases'), columns: null };
  const clients = { ...firstQuery('clients'), columns: null };
  const earnings = { ...firstQuery('earnings'), columns: null };
  const plain = { client: null, customers: [], collectionPartners: [], countries: [], createdFrom: null, createdTo: null };
  const view = (id: number, name: string, shows: SavedView['shows']): SavedView => ({ id, name, shows, clientName: null });
  return [
    view(1, 'Needs information', { view: 'cases', query: { ...cases, filters: { ...plain, needsInfo: true } } }),
    view(2, 'Danish cases, newest first', {
      view: 'cases',
      query: {
        ...cases,
        filters: { ...plain, countries: ['Denmark'], needsInfo: false },
        sort: { column: 'created', descending: true },
      },
    }),
    view(3, 'To invoice this month', { view: 'earnings', query: { ...earnings, tab: 'ready', filters: { client: null, stages: [], customers: [], paidFrom: null, paidTo: null } } }),
    view(4, 'Unsigned SDCA', { view: 'clients', query: { ...clients, tab: 'unsigned', filters: { attributed: null, countries: [] } } }),
    view(5, (LONG_GERMAN[0] ?? 'Lang').slice(0, 80), {
      view: 'cases',
      query: { ...cases, tab: 'active', filters: { ...plain, needsInfo: false } },
    }),
  ];
}

export function somePages(world: World): OpenedPage[] {
  const { cases, clients } = world;
  const pages: OpenedPage[] = [];
  for (const at of [3, 11, 40, 7, 120, 66]) {
    const row = cases.rows[at];
    if (row) pages.push({ kind: 'case', id: row.id });
    const client = clients.rows[at % clients.rows.length];
    if (client && at % 3 === 1) pages.push({ kind: 'client', id: client.id });
  }
  return pages;
}
