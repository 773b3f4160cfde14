/** The only list of commands: keys, menus and the help all read it. */
import type { Platform } from './gen/types';
import type { Desk } from './state/desk';
import type { ViewName } from './state/kinds';
import { selectedRow } from './state/table';
import { VIEW_NAMES, VIEWS } from './state/views';

export type ActionId =
  | 'search'
  | 'clearSearch'
  | ViewName
  | 'refresh'
  | 'export'
  | 'copyReference'
  | 'shortcuts'
  | 'logOut';

export interface Chord {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  /** Ctrl, or Command on macOS. */
  readonly primary?: true;
  /** Not while a text field has the focus, where the key types a character or means the field's text. */
  readonly bare?: true;
}

export interface Action {
  readonly id: ActionId;
  readonly label: string;
  readonly chords: readonly Chord[];
  /** Whether the key means this now; without it, always. */
  readonly fits?: (desk: Desk) => boolean;
  run(desk: Desk): void;
}

function searchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('#search');
}

export const ACTIONS: readonly Action[] = [
  {
    id: 'search',
    label: 'Search',
    chords: [{ key: '/', bare: true }, { key: 'f', primary: true }],
    run() {
      searchBox()?.focus();
      searchBox()?.select();
    },
  },
  {
    id: 'clearSearch',
    label: 'Clear the search',
    chords: [{ key: 'Escape' }],
    run(desk) {
      const { view, tables } = desk.model;
      if (tables[view].query.search !== '') desk.lists.search('');
    },
  },
  ...VIEW_NAMES.map((view, at): Action => ({
    id: view,
    label: `Go to ${VIEWS[view].title}`,
    chords: [{ key: String(at + 1), primary: true }],
    run: (desk) => desk.showView(view),
  })),
  {
    id: 'refresh',
    label: 'Refresh from Debitura',
    chords: [{ key: 'F5' }, { key: 'r', primary: true }],
    run: (desk) => void desk.refresh(),
  },
  {
    id: 'export',
    label: 'Export CSV',
    chords: [{ key: 'e', primary: true }],
    run: (desk) => void desk.export(),
  },
  {
    id: 'copyReference',
    label: 'Copy case reference',
    chords: [{ key: 'c', primary: true }],
    // Whoever has selected text means that text.
    fits: ({ model }) =>
      model.view === 'cases' && !model.detail && selectedRow(model.tables.cases) !== null && !isTextSelected(),
    run: (desk) => void desk.copyReference(),
  },
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    chords: [{ key: '?', bare: true }, { key: 'F1' }],
    run: (desk) => desk.open('shortcuts'),
  },
  { id: 'logOut', label: 'Log out…', chords: [], run: (desk) => desk.open('logOut') },
];

export function action(id: ActionId): Action {
  const found = ACTIONS.find((one) => one.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}

/** The keys of moving about, which no command stands for: the help lists them, the grid and the search box do them. */
export const MOVES: readonly { readonly label: string; readonly keys: readonly string[] }[] = [
  { label: 'Search from anywhere', keys: ['Type'] },
  { label: 'From the search into the table', keys: ['↓'] },
  { label: 'Move through the table', keys: ['↑', '↓', '←', '→'] },
  { label: 'A screenful up or down', keys: ['PgUp', 'PgDn'] },
  { label: 'First or last column', keys: ['Home', 'End'] },
  { label: 'Sort by the column of a heading', keys: ['Enter'] },
];

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function isTextSelected(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) return field.selectionStart !== field.selectionEnd;
  return document.getSelection()?.isCollapsed === false;
}

/** The action of a key press, if it is one's. */
export function actionFor(event: KeyboardEvent, desk: Desk): Action | null {
  const platform = desk.model.app?.platform ?? 'linux';
  const primary = platform === 'macos' ? event.metaKey : event.ctrlKey;
  const other = platform === 'macos' ? event.ctrlKey : event.metaKey;
  if (event.altKey || other) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isPressed = (chord: Chord) =>
    chord.key === key && (chord.primary ?? false) === primary && !(chord.bare && isTyping(event.target));
  return ACTIONS.find(({ chords, fits }) => chords.some(isPressed) && (fits?.(desk) ?? true)) ?? null;
}

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** A chord as it is printed on the keys, for example `Ctrl+F` or `⌘F`. */
export function chordName({ key, primary }: Chord, platform: Platform): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (!primary) return name;
  return platform === 'macos' ? `⌘${name}` : `Ctrl+${name}`;
}

/** A character that the person means to search for, typed while nothing wants it. */
export function isSearchText(event: KeyboardEvent): boolean {
  return (
    event.key.length === 1 &&
    event.key !== ' ' &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !event.isComposing &&
    !isTyping(event.target)
  );
}
