/** Everything that the window shows, in one value. Nothing outside `reduce.ts` makes a new one. */
import type {
  AppState,
  CaseCards,
  CaseColumn,
  CaseCounts,
  CaseRow,
  CaseSort,
  CaseTab,
  CommandError,
  ExportProfile,
} from '../gen/types';
import { FIRST_COLUMNS } from '../words/columns';

export interface CaseQuery {
  readonly search: string;
  readonly tab: CaseTab;
  readonly sort: CaseSort;
}

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

export interface LoadedPage {
  readonly rows: readonly CaseRow[];
  readonly generation: number;
}

export interface CasesModel {
  readonly query: CaseQuery;
  readonly columns: readonly CaseColumn[];
  /** Counts the questions: every new query and every change of the data is a new one. */
  readonly generation: number;
  /** The next page to arrive replaces what is shown, since that answers another query. */
  readonly replacing: boolean;
  readonly nextSeq: number;
  /** Pages on their way: sequence number to page index. An answer that is not in here is late and dropped. */
  readonly asked: ReadonlyMap<number, number>;
  readonly pages: ReadonlyMap<number, LoadedPage>;
  /** The query that the shown rows answer; null before the first answer. */
  readonly shown: CaseQuery | null;
  readonly total: number;
  readonly counts: CaseCounts | null;
  readonly cards: CaseCards | null;
  readonly viewport: Viewport;
  readonly place: Place;
  readonly selectedId: string | null;
  /** Grows each time the rows are replaced: the grid scrolls to its top. */
  readonly replaced: number;
  readonly problem: CommandError | null;
}

export interface ExportModel {
  readonly running: boolean;
  /** It takes long enough to be worth showing. */
  readonly slow: boolean;
  readonly cancelling: boolean;
  readonly rows: number;
  readonly total: number;
  readonly profile: ExportProfile;
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
}

export type DialogName = 'logOut' | 'shortcuts';

export interface Model {
  readonly app: AppState | null;
  readonly startProblem: CommandError | null;
  /** The clock as of the last tick, milliseconds since 1970. */
  readonly now: number;
  readonly logIn: { readonly busy: boolean; readonly problem: CommandError | null };
  readonly loggingOut: boolean;
  readonly cases: CasesModel;
  readonly exporting: ExportModel;
  readonly toasts: readonly Toast[];
  readonly dialog: DialogName | null;
  /** The sync problem that the person has put away. */
  readonly quietProblem: CommandError | null;
  readonly announcement: string;
}

export const PAGE_ROWS = 100;

export const emptyCases: CasesModel = {
  query: { search: '', tab: 'all', sort: { column: 'lastActivity', descending: true } },
  columns: FIRST_COLUMNS,
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
  replaced: 0,
  problem: null,
};

export const idleExport: ExportModel = {
  running: false,
  slow: false,
  cancelling: false,
  rows: 0,
  total: 0,
  profile: 'excel',
};

export function firstModel(now: number): Model {
  return {
    app: null,
    startProblem: null,
    now,
    logIn: { busy: false, problem: null },
    loggingOut: false,
    cases: emptyCases,
    exporting: idleExport,
    toasts: [],
    dialog: null,
    quietProblem: null,
    announcement: '',
  };
}
