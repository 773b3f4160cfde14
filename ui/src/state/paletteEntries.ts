/** What the palette offers for what was typed, in sections. Pure. */
import { type Action, type ActionId, ACTIONS } from '../actions';
import type { CaseRow, Cell, ClientRow, EarningsRow, Found, RecentPage, SavedView } from '../gen/types';
import { openTarget } from './detail';
import type { Desk } from './desk';
import type { ViewName } from './kinds';
import { COMMANDS_ONLY } from './palette';
import { VIEWS } from './views';

export type Entry =
  | { readonly kind: 'case'; readonly key: string; readonly row: CaseRow }
  | { readonly kind: 'client'; readonly key: string; readonly row: ClientRow }
  | { readonly kind: 'fee'; readonly key: string; readonly row: EarningsRow }
  /** The rows that are not in the list, in their view. */
  | { readonly kind: 'more'; readonly key: string; readonly view: ViewName; readonly rows: number; readonly search: string }
  | { readonly kind: 'view'; readonly key: string; readonly label: Cell; readonly saved: SavedView }
  | { readonly kind: 'command'; readonly key: string; readonly label: Cell; readonly action: Action };

export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Recent pages before anything is typed: the keys of the commands should be in sight too. */
const RECENT_SHOWN = 6;
const VIEWS_SHOWN = 6;
/** Commands that stand before what was found, because what was typed begins their words. */
const FIRST_COMMANDS = 3;

export function sections(desk: Desk): readonly Section[] {
  const { shown } = desk.model.palette;
  if (shown.text.startsWith(COMMANDS_ONLY)) return whole([{ title: 'Commands', entries: commands(desk, shown.text.slice(1)) }]);
  if (shown.text.trim() === '') {
    return whole([
      { title: 'Recent', entries: recent(desk).slice(0, RECENT_SHOWN) },
      { title: 'Saved views', entries: views(desk, '').slice(0, VIEWS_SHOWN) },
      { title: 'Commands', entries: commands(desk, '') },
    ]);
  }
  const offered = commands(desk, shown.text);
  const meant = offered.filter(({ label }) => label.hits[0]?.[0] === 0).slice(0, FIRST_COMMANDS);
  const [cases, ...others] = found(desk, shown.text);
  const ours: Section[] = [
    { title: 'Commands', entries: meant },
    { title: 'Saved views', entries: views(desk, shown.text) },
  ];
  return whole([
    // Somebody on the telephone says a name: what begins with it is meant before a command that does.
    ...(cases && beginsSo(desk.model.palette.shown.found) ? [cases, ...ours] : [...ours, ...(cases ? [cases] : [])]),
    ...others,
    { title: meant.length > 0 ? 'More commands' : 'Commands', entries: offered.filter((one) => !meant.includes(one)) },
  ]);
}

const whole = (all: readonly Section[]) => all.filter(({ entries }) => entries.length > 0);

function found(desk: Desk, search: string): readonly Section[] {
  const { found } = desk.model.palette.shown;
  if (!found) return [];
  const more = (view: ViewName, shown: number, total: number): Entry[] =>
    total > shown ? [{ kind: 'more', key: `more ${view}`, view, rows: total - shown, search }] : [];
  const { cases, casesTotal, clients, clientsTotal, earnings, earningsTotal } = found;
  return [
    { title: VIEWS.cases.title, entries: [...cases.map(caseEntry), ...more('cases', cases.length, casesTotal)] },
    { title: VIEWS.clients.title, entries: [...clients.map(clientEntry), ...more('clients', clients.length, clientsTotal)] },
    {
      title: VIEWS.earnings.title,
      entries: [
        ...earnings.map((row): Entry => ({ kind: 'fee', key: `fee ${row.id}`, row })),
        ...more('earnings', earnings.length, earningsTotal),
      ],
    },
  ];
}

/** Whether the first case is called what was typed, or begins so: its reference, its debtor or its customer. */
function beginsSo(found: Found | null): boolean {
  const row = found?.cases[0];
  if (!row) return false;
  return [row.reference, row.creditorReference, row.debtor, row.customer].some((cell) => cell?.hits[0]?.[0] === 0);
}

const caseEntry = (row: CaseRow): Entry => ({ kind: 'case', key: `case ${row.id}`, row });
const clientEntry = (row: ClientRow): Entry => ({ kind: 'client', key: `client ${row.id}`, row });

/** Without the page that is open: whoever asks wants another one. */
function recent(desk: Desk): readonly Entry[] {
  const page = openTarget(desk.model.detail);
  const isOpen = ({ kind, row }: RecentPage) => page?.kind === kind && page.id === row.id;
  const pages = desk.model.arranged.recent.filter((one) => !isOpen(one));
  return pages.map((one) => (one.kind === 'case' ? caseEntry(one.row) : clientEntry(one.row)));
}

function views(desk: Desk, typed: string): readonly Entry[] {
  const offered = (desk.model.arranged.views ?? []).map((saved) => ({ saved, label: matched(saved.name, typed) }));
  return offered.flatMap(({ saved, label }): Entry[] =>
    label ? [{ kind: 'view', key: `view ${saved.id}`, label, saved }] : [],
  );
}

/** Before anything is typed: where one goes, and what one does with a list; the view that is open is no way to go. */
const LIKELY: readonly ActionId[] = ['today', 'cases', 'clients', 'earnings', 'export', 'refresh', 'filters'];

function likely({ model }: Desk, { id }: Action): number {
  const at = LIKELY.indexOf(id);
  const isHere = id === (model.today.open ? 'today' : model.view) && model.detail === null;
  return at < 0 || isHere ? LIKELY.length : at;
}

type Command = Extract<Entry, { kind: 'command' }>;

/** The commands that can be given now and whose words were typed, the ones that begin so first. */
function commands(desk: Desk, typed: string): readonly Command[] {
  const fitting = ACTIONS.filter((one) => one.id !== 'palette' && (one.fits?.(desk) ?? true) && (one.offers?.(desk) ?? true));
  const all = fitting.flatMap((action): Command[] => {
    const label = matched(action.label, typed);
    return label ? [{ kind: 'command', key: `command ${action.id}`, label, action }] : [];
  });
  const start = ({ label }: Command) => label.hits[0]?.[0] ?? 0;
  if (typed.trim() === '') return all.sort((a, b) => likely(desk, a.action) - likely(desk, b.action));
  return all.sort((a, b) => Number(start(a) > 0) - Number(start(b) > 0));
}

/** A text of ours with what was typed in it marked; null when a word of it is missing. Every word has to begin one of its. */
export function matched(text: string, typed: string): Cell | null {
  const lower = plain(text);
  const hits: [number, number][] = [];
  for (const word of plain(typed).split(/\s+/).filter(Boolean)) {
    const at = beginning(lower, word);
    if (at < 0) return null;
    hits.push([at, at + word.length]);
  }
  return { text, hits: hits.sort(([a], [b]) => a - b) };
}

/** As long as the text, unit by unit, so that a place in it is a place in the text. */
function plain(text: string): string {
  return [...text].map((char) => bare(char)).join('');
}

function bare(char: string): string {
  const lower = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return lower.length === char.length ? lower : char;
}

function beginning(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return at;
  }
  return -1;
}
