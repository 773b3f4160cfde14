/** The closed set of things that change the model. */
import type { AppState, CommandError, Preferences, SessionView, SyncView } from '../gen/types';
import type { ArrangedEvent } from './arranged';
import type { ChartEvent } from './charting';
import type { ChoicesEvent } from './choosing';
import type { Arrangement } from './columns';
import type { DetailEvent, SightEvent } from './detail';
import type { EscalationEvent } from './escalation';
import type { Cards, Column, Filters, Page, Query, Tab, ViewName } from './kinds';
import type { DialogName, Place, Toast, Viewport } from './model';
import type { PaletteEvent } from './palette';
import type { TodayEvent } from './today';
import type { Selection } from './selection';
import type { UpdateEvent } from './updating';

/** What happens to one of the three tables. */
export type TableEvent<V extends ViewName> = { readonly view: V } & (
  | { kind: 'searched'; search: string }
  | { kind: 'tabChosen'; tab: Tab<V> }
  | { kind: 'filtered'; filters: Filters<V> }
  | { kind: 'sorted'; column: Column<V>; descending?: boolean }
  /** Several parts of the question at once; the rest stays. */
  | { kind: 'asked'; query: Partial<Query<V>>; clientName?: string | null }
  | { kind: 'pageAsked'; page: number }
  | { kind: 'pageArrived'; answer: Page<V> }
  | { kind: 'pageFailed'; seq: number; problem: CommandError }
  | { kind: 'cardsArrived'; cards: Cards<V> }
  | { kind: 'viewportMoved'; viewport: Viewport }
  | { kind: 'placed'; place: Place; extending?: boolean }
  | { kind: 'arranged'; arrangement: Arrangement<V> }
  /** The table is so many pixels wide. */
  | { kind: 'roomed'; room: number }
  /** Without an anchor, ranges start where they did. */
  | { kind: 'selected'; selection: Selection; anchor?: string | null }
);

export type ExportEvent =
  | { kind: 'exportBegan'; view: ViewName }
  | { kind: 'exportProgressed'; rows: number; total: number }
  | { kind: 'exportSlow' }
  | { kind: 'exportCancelling' }
  | { kind: 'exportEnded' };

export type WindowEvent =
  | { kind: 'started'; app: AppState }
  | { kind: 'startFailed'; problem: CommandError }
  | { kind: 'sessionChanged'; session: SessionView }
  | { kind: 'syncChanged'; sync: SyncView }
  | { kind: 'dataChanged' }
  | { kind: 'viewChosen'; view: ViewName }
  | { kind: 'ticked'; now: number }
  | { kind: 'logInBegan' }
  | { kind: 'logInFailed'; problem: CommandError }
  | { kind: 'preferred'; preferences: Preferences }
  | { kind: 'logOutBegan' }
  | { kind: 'logOutFailed' }
  | { kind: 'toastShown'; toast: Toast }
  | { kind: 'toastDismissed'; id: number }
  | { kind: 'dialogOpened'; dialog: DialogName }
  | { kind: 'dialogClosed' }
  | { kind: 'problemDismissed' }
  | { kind: 'announced'; text: string };

/** Everything but what happens to a table, which the reducer takes by its view. */
export type UiEvent =
  | ArrangedEvent
  | ChartEvent
  | ChoicesEvent
  | DetailEvent
  | SightEvent
  | EscalationEvent
  | TodayEvent
  | PaletteEvent
  | ExportEvent
  | UpdateEvent
  | WindowEvent;
