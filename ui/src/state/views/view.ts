/** What a list view brings along; everything else about the three is the same and written once. */
import type { ExportOutcome, Listing } from '../../gen/types';
import type { Host } from '../../host/host';
import type { CardFace } from '../../words/cards';
import type { CellFace } from '../../words/cells';
import type { ColumnFace } from '../../words/columns';
import type { Cards, Column, Counts, ExportRequest, Filters, Page, PageRequest, Query, Row, Sort, Tab, ViewName } from '../kinds';
import type { FilterField } from './fields';

/** What a row of a table can open. */
export interface Doors {
  openCase(id: string): void;
  openClient(id: string): void;
  openOnboarding(id: string): void;
  /** The row has nothing to open, and this is why. */
  explain(words: string): void;
}

/** Which names filter a column feeds. */
export interface Narrowing<V extends ViewName> {
  readonly filter: string;
  value(row: Row<V>): string | null;
}

export interface View<V extends ViewName> {
  readonly name: V;
  readonly title: string;
  readonly one: string;
  readonly many: string;
  /** In the empty search box. */
  readonly searchHint: string;
  /** A sentence about what a search looks at. */
  readonly searchCovers: string;
  /** Why there may be no row at all. */
  readonly emptyWords: string;

  readonly columns: Readonly<Record<Column<V>, ColumnFace>>;
  readonly firstColumns: readonly Column<V>[];
  readonly firstSort: Sort<V>;
  readonly noFilters: Filters<V>;
  readonly filters: readonly FilterField<Filters<V>>[];

  /** What the tabs tell apart. */
  readonly tabsLabel: string;
  readonly tabs: readonly Tab<V>[];
  readonly tabLabels: Readonly<Record<Tab<V>, string>>;
  /** Tabs that are there only when they hold something. */
  readonly rareTabs: readonly Tab<V>[];
  /** A sentence that no row in this tab is true of. */
  noneInTab(tab: Tab<V>): string;
  /** Rows of a tab under the search and the filters. */
  inTab(counts: Counts<V>, tab: Tab<V>): number;
  /** Rows of a tab in all. */
  whole(cards: Cards<V>, tab: Tab<V>): number;
  /** The cards; their numbers are not known before the first sync. */
  cards(cards: Cards<V> | null, locale: string): readonly CardFace<Tab<V>>[];

  /** `brief`: a date has little room. */
  face(row: Row<V>, column: Column<V>, locale: string, brief?: boolean): CellFace;
  tip(row: Row<V>, column: Column<V>, locale: string): string | undefined;
  /** What the selected row means, for the foot. */
  meaning(row: Row<V>, locale: string): string;
  open(row: Row<V>, doors: Doors): void;

  /** The filter that a column's value can be put into: its id, and the value. */
  readonly narrows: Readonly<Partial<Record<Column<V>, Narrowing<V>>>>;
  /** The list without paging, as it is named to the program. */
  listing(query: Query<V>): Listing;

  page(host: Host, request: PageRequest<V>): Promise<Page<V>>;
  readCards(host: Host): Promise<Cards<V>>;
  save(host: Host, request: ExportRequest<V>): Promise<ExportOutcome>;
}
