/** The only list of commands: keys, menus and the help all read it. */
import { ARRANGED_ACTIONS } from './arrangedActions';
import { DETAIL_ACTIONS } from './detailActions';
import type { Platform } from './gen/types';
import { type Chord, chordName, covers, isPressed, isTextSelected } from './keys';
import { caseAtHand } from './state/copying';
import type { Desk } from './state/desk';
import type { ViewName } from './state/kinds';
import type { Model } from './state/model';
import { isUnsynced } from './state/table';
import { unseen } from './state/today';
import { VIEW_NAMES, VIEWS } from './state/views';
import { COLUMNS, COPY_ROW, TABLE_ACTIONS } from './tableActions';
import { LOOK } from './words/update';

export type ActionId =
  | 'search'
  | 'clearSearch'
  | ViewName
  | 'today'
  | 'seeAll'
  | 'takeBack'
  | 'filters'
  | 'chart'
  | 'refresh'
  | 'export'
  | 'copyReference'
  | 'clearSelection'
  | 'selectAll'
  | 'copyCell'
  | 'copySelection'
  | 'copySelectionPlain'
  | 'copyRow'
  | 'columns'
  | 'back'
  | 'copySummary'
  | 'copyCreditorReference'
  | 'openCustomer'
  | 'onboarding'
  | 'showCases'
  | 'copyLink'
  | 'copyMessage'
  | 'openLink'
  | 'palette'
  | 'saveView'
  | 'updateView'
  | 'views'
  | 'undoColumns'
  | 'undoDelete'
  | 'escalate'
  | 'copyEscalation'
  | 'mailEscalation'
  | 'shortcuts'
  | 'settings'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomPlain'
  | 'diagnostics'
  | 'update'
  | 'lock'
  | 'logOut';

export interface Action {
  readonly id: ActionId;
  readonly label: string;
  readonly chords: readonly Chord[];
  /** Whether the key means this now; without it, always. */
  readonly fits?: (desk: Desk) => boolean;
  /** Whether the palette offers it, where that is less often than it fits. */
  readonly offers?: (desk: Desk) => boolean;
  /** Whoever has selected text means that text with this key. */
  readonly yields?: true;
  /** Also on the log-in page and over any dialog. */
  readonly anywhere?: true;
  /** Also while this dialog is open, where no other command is heard. */
  readonly within?: 'onboarding' | 'escalation';
  run(desk: Desk): void;
}

/** The table of a view is what one sees. */
const isListOpen = ({ detail, today }: Model) => detail === null && !today.open;

function searchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('#search');
}

export const ACTIONS: readonly Action[] = [
  {
    id: 'search',
    label: 'Search',
    chords: [{ key: '/', bare: true }, { key: 'f', primary: true }],
    // Whoever types into the palette is searching already.
    offers: () => false,
    run() {
      searchBox()?.focus();
      searchBox()?.select();
    },
  },
  ...DETAIL_ACTIONS,
  ...ARRANGED_ACTIONS,
  ...TABLE_ACTIONS,
  {
    id: 'clearSearch',
    label: 'Clear the search',
    chords: [{ key: 'Escape' }],
    fits: ({ model }) => !model.today.open,
    offers: ({ model: { detail, tables, view } }) => detail === null && tables[view].query.search !== '',
    run(desk) {
      const { view, tables } = desk.model;
      if (tables[view].query.search !== '') desk.lists.search('');
    },
  },
  {
    id: 'today',
    label: 'Go to Today',
    chords: [{ key: 't', primary: true }],
    run: (desk) => void desk.watching.open(),
  },
  ...VIEW_NAMES.map((view, at): Action => ({
    id: view,
    label: `Go to ${VIEWS[view].title}`,
    chords: [{ key: String(at + 1), primary: true }],
    run: (desk) => desk.showView(view),
  })),
  {
    id: 'lock',
    label: 'Lock now',
    // Before the filters, which do not mind Shift.
    chords: [{ key: 'l', primary: true, shift: true }],
    run: (desk) => void desk.lock(),
  },
  {
    id: 'filters',
    label: 'Filters',
    chords: [{ key: 'l', primary: true }],
    fits: ({ model }) => isListOpen(model),
    run: () => document.querySelector<HTMLElement>('#filters')?.click(),
  },
  COLUMNS,
  {
    id: 'chart',
    label: 'Chart of the fees',
    chords: [{ key: 'g', primary: true }],
    fits: ({ model }) => model.view === 'earnings' && model.detail === null && !isUnsynced(model, 'earnings'),
    run: (desk) => desk.charting.toggle(),
  },
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
    fits: ({ model }) => isListOpen(model),
    run: (desk) => void desk.export(),
  },
  {
    id: 'seeAll',
    label: 'Mark all changes as seen',
    chords: [{ key: 'd', primary: true, shift: true }],
    fits: ({ model }) => unseen(model.today) > 0,
    run: (desk) => void desk.watching.seeAll(),
  },
  {
    id: 'takeBack',
    label: 'Take back: mark the changes as unseen',
    chords: [],
    fits: ({ model }) => model.today.undo !== null,
    run: (desk) => void desk.watching.takeBack(),
  },
  {
    id: 'copyReference',
    label: 'Copy case reference',
    chords: [{ key: 'c', primary: true }],
    yields: true,
    fits: ({ model }) => caseAtHand(model) !== null,
    run: (desk) => void desk.copying.case('reference'),
  },
  COPY_ROW,
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    chords: [{ key: '?', bare: true }, { key: 'F1' }],
    run: (desk) => desk.open('shortcuts'),
  },
  { id: 'settings', label: 'Settings…', chords: [{ key: ',', primary: true }], run: (desk) => desk.open('settings') },
  {
    id: 'zoomIn',
    label: 'Larger',
    chords: [{ key: '+', primary: true }, { key: '=', primary: true }],
    anywhere: true,
    run: (desk) => void desk.zoom('in'),
  },
  {
    id: 'zoomOut',
    label: 'Smaller',
    chords: [{ key: '-', primary: true }],
    anywhere: true,
    run: (desk) => void desk.zoom('out'),
  },
  {
    id: 'zoomPlain',
    label: 'Actual size',
    chords: [{ key: '0', primary: true }],
    anywhere: true,
    run: (desk) => void desk.zoom('plain'),
  },
  {
    id: 'update',
    label: LOOK,
    chords: [],
    // Where the program looks for none, nothing is said of it.
    fits: ({ model }) => model.app !== null && model.app.update !== null,
    run: (desk) => desk.updating.open(),
  },
  { id: 'diagnostics', label: 'Diagnostics…', chords: [], run: (desk) => desk.open('diagnostics') },
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
  { label: 'Open the row', keys: ['Enter'] },
  { label: 'Select the row', keys: ['Space'] },
  { label: 'Select a range', keys: ['Shift + ↑ ↓'] },
  { label: 'Menu of the row or heading', keys: ['Menu', 'Shift+F10'] },
  { label: 'Sort by the column of a heading', keys: ['Enter'] },
  { label: 'Make a heading’s column wider', keys: ['Shift+Alt + ← →'] },
  { label: 'Move a heading’s column', keys: ['Ctrl+Shift + ← →'] },
  { label: 'Through the names of a filter', keys: ['↑', '↓'] },
];

/** Whether it is listened to at all now: signed in, and beside or within what is open. A dialog hears its own commands alone. */
export function isHeard({ anywhere, within }: Action, { model }: Desk): boolean {
  if (anywhere) return true;
  if (model.app?.session.state !== 'signedIn') return false;
  return model.dialog === null || (typeof model.dialog === 'object' && model.dialog.kind === within);
}

/** The action of a key press, if it is one's. */
export function actionFor(event: KeyboardEvent, desk: Desk): Action | null {
  const platform = desk.model.app?.platform ?? 'linux';
  const means = (one: Action) =>
    isPressed(event, one.chords, platform) && (one.fits?.(desk) ?? true) && !(one.yields && isTextSelected());
  return ACTIONS.find(means) ?? null;
}

/** The key that gives this very command now, as it is printed: another one may have been given to another command first. */
export function keyNow(one: Action, desk: Desk): string | undefined {
  const chord = one.chords.find((chord) => ACTIONS.find((other) => other.chords.some((its) => covers(its, chord)) && (other.fits?.(desk) ?? true)) === one);
  return chord && chordName(chord, desk.model.app?.platform ?? 'linux');
}

/** Its first key as it is printed, where it has one. */
export function keyOf({ chords: [chord] }: Action, platform: Platform): string | undefined {
  return chord && chordName(chord, platform);
}
