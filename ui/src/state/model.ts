/** Everything that the window shows, in one value. Nothing outside `reduce.ts` makes a new one. */
import type { ActionId } from '../actions';
import type { AppState, CommandError } from '../gen/types';
import { type ArrangedModel, nothingArranged } from './arranged';
import { type ChartModel, noChart } from './charting';
import type { ChoicesModel } from './choosing';
import { type Arrangement, firstArrangement, shownColumns } from './columns';
import type { DetailModel, Sight } from './detail';
import type { Drafts, EscalationModel, Matter } from './escalation';
import type { Cards, Column, Counts, Query, Row, ViewName } from './kinds';
import { emptyPalette, type PaletteModel } from './palette';
import { NO_SELECTION, type Selection } from './selection';
import { firstToday, type TodayModel } from './today';
import { nothingAsked, type UpdateModel } from './updating';
import { firstQuery } from './views';

/** A place in the grid. Row -1 is the heading. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Rows in view, first and last included, and where the scrolling goes. In the model, exact to the page. */
export interface Viewport {
  readonly first: number;
  readonly last: number;
  readonly direction: 1 | -1;
}

export interface LoadedPage<V extends ViewName> {
  readonly rows: readonly Row<V>[];
  readonly generation: number;
}

export interface TableModel<V extends ViewName> {
  readonly view: V;
  readonly query: Query<V>;
  /** The name behind the filter by one client, which the query knows by its key alone. */
  readonly clientName: string | null;
  /** All columns, the hidden ones too, in their order. */
  readonly arrangement: Arrangement<V>;
  /** How wide the table is, in pixels; 0: nobody knows yet. */
  readonly room: number;
  /** Those columns that are shown and that there is room for. */
  readonly columns: readonly Column<V>[];
  /** Counts the questions: every new query and every change of the data is a new one. */
  readonly generation: number;
  /** The next page to arrive replaces what is shown, since that answers another query. */
  readonly replacing: boolean;
  readonly nextSeq: number;
  /** Pages on their way: sequence number to page index. An answer that is not in here is late and dropped. */
  readonly asked: ReadonlyMap<number, number>;
  readonly pages: ReadonlyMap<number, LoadedPage<V>>;
  /** The query that the shown rows answer; null before the first answer. */
  readonly shown: Query<V> | null;
  readonly total: number;
  readonly counts: Counts<V> | null;
  readonly cards: Cards<V> | null;
  readonly viewport: Viewport;
  readonly place: Place;
  /** Of the row at the place: the one that commands without a selection mean. */
  readonly selectedId: string | null;
  /** Rows that were picked one by one, by ranges, or all. */
  readonly selection: Selection;
  /** Where a range starts: the id of a row. */
  readonly anchor: string | null;
  /** Grows each time the rows are replaced: the grid scrolls to its top. */
  readonly replaced: number;
  readonly problem: CommandError | null;
}

export type Tables = { readonly [V in ViewName]: TableModel<V> };

export interface ExportModel {
  readonly running: boolean;
  /** The list that is being written. */
  readonly view: ViewName;
  /** It takes long enough to be worth showing. */
  readonly slow: boolean;
  readonly cancelling: boolean;
  readonly rows: number;
  readonly total: number;
}

export interface Toast {
  readonly id: number;
  /** What it is about: a newer one about the same replaces it. */
  readonly topic: string;
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly detail: string | null;
  /** It goes by itself so soon that nobody has to put it away. */
  readonly brief: boolean;
  /** What can still be done about it. */
  readonly action?: ActionId;
}

export type DialogName =
  | 'palette'
  | 'saveView'
  | 'logOut'
  | 'shortcuts'
  | 'settings'
  | 'diagnostics'
  | 'update'
  | { readonly kind: 'onboarding'; readonly id: string }
  | { readonly kind: 'escalation'; readonly on: Matter }
  /** The settings, for the address that was missing in an e-mail, which is where one goes back to. */
  | { readonly kind: 'recipient'; readonly on: Matter };

export interface Model {
  readonly app: AppState | null;
  readonly startProblem: CommandError | null;
  /** The clock as of the last tick, milliseconds since 1970. */
  readonly now: number;
  readonly logIn: { readonly busy: boolean; readonly problem: CommandError | null };
  readonly loggingOut: boolean;
  /** The list view that is open, or that lies behind the detail. */
  readonly view: ViewName;
  readonly tables: Tables;
  /** Over the list when it is open, and under a page. */
  readonly today: TodayModel;
  readonly detail: DetailModel | null;
  /** Of the filter that is open. */
  readonly choices: ChoicesModel | null;
  /** Of the earnings. */
  readonly chart: ChartModel;
  /** Grows with every change of the data: whoever showed something asks again. */
  readonly dataVersion: number;
  readonly palette: PaletteModel;
  /** Saved views and recent pages. */
  readonly arranged: ArrangedModel;
  readonly exporting: ExportModel;
  readonly toasts: readonly Toast[];
  readonly dialog: DialogName | null;
  /** What the onboarding dialog is about, as long as it is open. */
  readonly onboarding: Sight<'onboarding'> | null;
  /** The e-mail to Debitura, as long as its dialog is open. */
  readonly escalation: EscalationModel | null;
  /** What was asked about newer versions; what there is of them is the app's. */
  readonly update: UpdateModel;
  readonly drafts: Drafts;
  /** The sync problem that the person has put away. */
  readonly quietProblem: CommandError | null;
  readonly announcement: string;
}

/** More than most windows show; each costs a tenth of a millisecond of the way from the program, once per key press. */
export const PAGE_ROWS = 40;

export function emptyTable<V extends ViewName>(view: V): TableModel<V> {
  const arrangement = firstArrangement(view);
  return {
    view,
    query: firstQuery(view),
    clientName: null,
    arrangement,
    room: 0,
    columns: shownColumns(arrangement),
    generation: 1,
    replacing: true,
    nextSeq: 1,
    asked: new Map(),
    pages: new Map(),
    shown: null,
    total: 0,
    counts: null,
    cards: null,
    viewport: { first: 0, last: 30, direction: 1 },
    place: { row: 0, column: 0 },
    selectedId: null,
    selection: NO_SELECTION,
    anchor: null,
    replaced: 0,
    problem: null,
  };
}

export const idleExport: ExportModel = {
  running: false,
  view: 'cases',
  slow: false,
  cancelling: false,
  rows: 0,
  total: 0,
};

export function firstModel(now: number): Model {
  return {
    app: null,
    startProblem: null,
    now,
    logIn: { busy: false, problem: null },
    loggingOut: false,
    view: 'cases',
    tables: { cases: emptyTable('cases'), clients: emptyTable('clients'), earnings: emptyTable('earnings') },
    today: firstToday,
    detail: null,
    choices: null,
    chart: noChart,
    dataVersion: 0,
    palette: emptyPalette,
    arranged: nothingArranged,
    exporting: idleExport,
    toasts: [],
    dialog: null,
    onboarding: null,
    escalation: null,
    update: nothingAsked,
    drafts: new Map(),
    quietProblem: null,
    announcement: '',
  };
}
