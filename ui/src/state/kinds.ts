/** What the three list views are made of. Types alone: everything that handles any of them is written once over these. */
import type {
  CaseCards,
  CaseColumn,
  CaseCounts,
  CaseFilters,
  CaseRow,
  CaseTab,
  ClientCards,
  ClientColumn,
  ClientCounts,
  ClientFilters,
  ClientRow,
  ClientTab,
  EarningsCards,
  EarningsColumn,
  EarningsFilters,
  EarningsRow,
  EarningsSums,
  EarningsTab,
  ExportProfile,
} from '../gen/types';

interface Kinds {
  cases: {
    tab: CaseTab;
    column: CaseColumn;
    filters: CaseFilters;
    row: CaseRow;
    counts: CaseCounts;
    cards: CaseCards;
  };
  clients: {
    tab: ClientTab;
    column: ClientColumn;
    filters: ClientFilters;
    row: ClientRow;
    counts: ClientCounts;
    cards: ClientCards;
  };
  earnings: {
    tab: EarningsTab;
    column: EarningsColumn;
    filters: EarningsFilters;
    row: EarningsRow;
    counts: EarningsSums;
    cards: EarningsCards;
  };
}

export type ViewName = keyof Kinds;
export type Tab<V extends ViewName> = Kinds[V]['tab'];
export type Column<V extends ViewName> = Kinds[V]['column'];
export type Filters<V extends ViewName> = Kinds[V]['filters'];
export type Row<V extends ViewName> = Kinds[V]['row'];
export type Counts<V extends ViewName> = Kinds[V]['counts'];
export type Cards<V extends ViewName> = Kinds[V]['cards'];

export interface Sort<V extends ViewName> {
  readonly column: Column<V>;
  readonly descending: boolean;
}

/** What a table is asked for. */
export interface Query<V extends ViewName> {
  readonly search: string;
  readonly tab: Tab<V>;
  readonly filters: Filters<V>;
  readonly sort: Sort<V>;
}

export interface PageRequest<V extends ViewName> extends Query<V> {
  readonly seq: number;
  readonly offset: number;
  readonly limit: number;
  /** Those that are shown: some are worked out only then. */
  readonly columns: readonly Column<V>[];
}

export interface Page<V extends ViewName> {
  readonly seq: number;
  readonly rows: readonly Row<V>[];
  /** Rows in the tab, under the search and the filters. */
  readonly total: number;
  readonly counts: Counts<V>;
}

export interface ExportRequest<V extends ViewName> extends Query<V> {
  readonly columns: Column<V>[];
  readonly profile: ExportProfile;
}
