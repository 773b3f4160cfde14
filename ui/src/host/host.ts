/**
 * What the interface asks of the program around it. Two implementations: the Tauri shell (`tauri.ts`) and made-up
 * data for a browser and for tests (`fake.ts`). Every function rejects with a `HostError` and nothing else.
 */
import type {
  AppState,
  CaseCards,
  CasesPage,
  CasesRequest,
  CommandError,
  ErrorCode,
  ExportOutcome,
  ExportRequest,
  HostEvent,
  LogInRequest,
  SessionView,
} from '../gen/types';

export interface Host {
  appState(): Promise<AppState>;
  logIn(request: LogInRequest): Promise<SessionView>;
  logOut(): Promise<void>;
  casesPage(request: CasesRequest): Promise<CasesPage>;
  caseCards(): Promise<CaseCards>;
  /** Puts the reference of the case with this id on the clipboard; the webview itself may not write there. */
  copyReference(id: string): Promise<void>;
  exportCases(request: ExportRequest): Promise<ExportOutcome>;
  cancelExport(): Promise<void>;
  syncStart(): Promise<void>;
  syncCancel(): Promise<void>;
  /** Calls back with everything that happens from now on; the answer ends it. */
  subscribe(onEvent: (event: HostEvent) => void): () => void;
  /** The first picture is painted: the shell may show the window. */
  windowShown(): Promise<void>;
}

/** A failure in words for a person. */
export class HostError extends Error implements CommandError {
  readonly code: ErrorCode;
  readonly hint: string | null;

  constructor({ code, message, hint }: CommandError) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Whatever was thrown, as something that can be shown. Unknown things keep their text out of the window. */
export function asProblem(thrown: unknown): CommandError {
  if (thrown instanceof HostError) return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  if (isProblem(thrown)) return thrown;
  return {
    code: 'internal',
    message: 'Something went wrong inside Partner Desk.',
    hint: 'Try again. If it happens once more, restart the app.',
  };
}

function isProblem(thrown: unknown): thrown is CommandError {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code, message } = thrown as Record<string, unknown>;
  return typeof code === 'string' && typeof message === 'string';
}
