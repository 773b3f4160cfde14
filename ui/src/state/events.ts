/** The closed set of things that change the model. */
import type {
  AppState,
  CaseCards,
  CaseColumn,
  CasesPage,
  CaseTab,
  CommandError,
  ExportProfile,
  SessionView,
  SyncView,
} from '../gen/types';
import type { DialogName, Place, Toast, Viewport } from './model';

export type CasesEvent =
  | { kind: 'searched'; search: string }
  | { kind: 'tabChosen'; tab: CaseTab }
  | { kind: 'sorted'; column: CaseColumn }
  | { kind: 'dataChanged' }
  | { kind: 'pageAsked'; page: number }
  | { kind: 'pageArrived'; answer: CasesPage }
  | { kind: 'pageFailed'; seq: number; problem: CommandError }
  | { kind: 'cardsArrived'; cards: CaseCards }
  | { kind: 'viewportMoved'; viewport: Viewport }
  | { kind: 'placed'; place: Place };

export type ExportEvent =
  | { kind: 'exportBegan' }
  | { kind: 'exportProgressed'; rows: number; total: number }
  | { kind: 'exportSlow' }
  | { kind: 'exportCancelling' }
  | { kind: 'exportEnded' }
  | { kind: 'profileChosen'; profile: ExportProfile };

export type WindowEvent =
  | { kind: 'started'; app: AppState }
  | { kind: 'startFailed'; problem: CommandError }
  | { kind: 'sessionChanged'; session: SessionView }
  | { kind: 'syncChanged'; sync: SyncView }
  | { kind: 'ticked'; now: number }
  | { kind: 'logInBegan' }
  | { kind: 'logInFailed'; problem: CommandError }
  | { kind: 'logOutBegan' }
  | { kind: 'logOutFailed' }
  | { kind: 'toastShown'; toast: Toast }
  | { kind: 'toastDismissed'; id: number }
  | { kind: 'dialogOpened'; dialog: DialogName }
  | { kind: 'dialogClosed' }
  | { kind: 'problemDismissed' }
  | { kind: 'announced'; text: string };

export type UiEvent = CasesEvent | ExportEvent | WindowEvent;
