/**
 * What the interface asks of the program around it. Two implementations: the Tauri shell (`tauri.ts`) and made-up
 * data for a browser and for tests (`fake.ts`). Every function rejects with a `HostError` and nothing else.
 */
import type {
  AppState,
  Attention,
  ArrangedColumns,
  CaseCards,
  CaseDetail,
  CasesExport,
  CasesPage,
  CasesRequest,
  CaseText,
  ChartRequest,
  Choices,
  ChoicesRequest,
  ChosenDays,
  ClientCards,
  ClientDetail,
  ClientsExport,
  ClientsPage,
  ClientsRequest,
  CommandError,
  EarningsCards,
  EarningsChart,
  EarningsExport,
  EarningsPage,
  EarningsRequest,
  ErrorCode,
  Escalation,
  EscalationOn,
  ExportOutcome,
  FirstSightRequest,
  Found,
  HostEvent,
  LogInRequest,
  News,
  NewsRequest,
  MailOutcome,
  MenuAction,
  Onboarding,
  OpenedPage,
  Preferences,
  RecentPage,
  SavedView,
  RowIdsRequest,
  RowsCopy,
  SessionView,
  UpdateView,
  ZoomStep,
} from '../gen/types';

export interface Host {
  appState(): Promise<AppState>;
  logIn(request: LogInRequest): Promise<SessionView>;
  logOut(): Promise<void>;
  /** Hides everything behind the log-in page; the Partner GUID opens it again, offline too. */
  lock(): Promise<void>;
  /** All of them together; answers them as they are kept. */
  setPreferences(request: Preferences): Promise<Preferences>;

  casesPage(request: CasesRequest): Promise<CasesPage>;
  caseCards(): Promise<CaseCards>;
  /** From the copy on this computer. `chosen`: the payment dates that the Earnings view is narrowed to. */
  caseDetail(id: string, chosen: ChosenDays | null): Promise<CaseDetail>;
  /** Reads one case from Debitura into the copy; the detail has to be asked for again. */
  caseRefresh(id: string): Promise<void>;
  /** Puts a text of the case on the clipboard; the webview itself may not write there. */
  copyCase(id: string, what: CaseText): Promise<void>;

  clientsPage(request: ClientsRequest): Promise<ClientsPage>;
  clientCards(): Promise<ClientCards>;
  clientDetail(id: string, chosen: ChosenDays | null): Promise<ClientDetail>;
  /** Reads one client from Debitura into the copy. */
  clientRefresh(id: string): Promise<void>;
  onboarding(id: string): Promise<Onboarding>;
  /** These three name the client; the link itself comes from the copy and is checked there. */
  copyOnboardingLink(id: string): Promise<void>;
  copyOnboardingMessage(id: string): Promise<void>;
  openOnboardingLink(id: string): Promise<void>;

  earningsPage(request: EarningsRequest): Promise<EarningsPage>;
  earningsCards(): Promise<EarningsCards>;
  earningsChart(request: ChartRequest): Promise<EarningsChart>;

  /** What changed since the person last said that all is seen; a limit of 0 asks for the counts alone. */
  news(request: NewsRequest): Promise<News>;
  /** Takes the mark from an answer to `news`. */
  seeNews(until: string): Promise<void>;
  attention(): Promise<Attention>;
  /** The columns as they were arranged; a table without any is as the program comes. */
  columns(): Promise<ArrangedColumns>;
  keepColumns(columns: ArrangedColumns): Promise<void>;

  /** Puts rows on the clipboard, as the program writes them, and answers with how many; some may have left the list. */
  copyRows(request: RowsCopy): Promise<number>;
  /** The ids of rows that are not at hand. */
  rowIds(request: RowIdsRequest): Promise<string[]>;
  /** An e-mail to Debitura, put together from the copy. */
  escalation(on: EscalationOn): Promise<Escalation>;
  copyEscalation(text: string): Promise<void>;
  /** Opens it in the mail program; the address is made by the host. */
  mailEscalation(subject: string, text: string): Promise<MailOutcome>;

  choices(request: ChoicesRequest): Promise<Choices>;
  /** A few rows of all three lists that answer a text. A newer text ends an older question. */
  find(search: string): Promise<Found>;

  /** The pages opened last, the newest first. */
  recent(): Promise<RecentPage[]>;
  noteOpened(pages: OpenedPage[]): Promise<void>;
  savedViews(): Promise<SavedView[]>;
  /** In place of all that were saved. */
  keepSavedViews(views: SavedView[]): Promise<void>;

  exportCases(request: CasesExport): Promise<ExportOutcome>;
  exportClients(request: ClientsExport): Promise<ExportOutcome>;
  exportEarnings(request: EarningsExport): Promise<ExportOutcome>;
  cancelExport(): Promise<void>;

  /** How the program is doing, as a text for whoever mends it. */
  diagnostics(): Promise<string>;
  /** The text that was asked for last, word for word. */
  copyDiagnostics(): Promise<void>;
  /** Answers the file's name, or null when the person cancels. */
  saveDiagnostics(): Promise<string | null>;

  /** These three are refused where `appState` tells of no update at all. */
  lookForUpdate(): Promise<UpdateView>;
  /** Stops what goes on, and answers what is left of it. */
  putUpdateOff(): Promise<UpdateView>;
  /** Answers when it was stopped; otherwise the program has ended. */
  installUpdate(): Promise<void>;

  syncStart(): Promise<void>;
  syncCancel(): Promise<void>;
  /** Calls back with everything that happens from now on; the answer ends it. */
  subscribe(onEvent: (event: HostEvent) => void): () => void;
  /** Which commands the system's menu bar may offer now; where there is no bar, nothing happens. */
  menuFits(actions: MenuAction[]): Promise<void>;
  /** Draws everything a step larger or smaller, or as it was made; answers the size, per cent. */
  zoom(step: ZoomStep): Promise<number>;
  /** The page is made: the shell may show the window. */
  windowShown(): Promise<void>;
  /** Since when its first words can be seen, in milliseconds. */
  windowPainted(agoMs: number): Promise<void>;
  /** The first screen for the next start; kept if the program says the same now. */
  keepFirstSight(sight: FirstSightRequest): Promise<void>;
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
