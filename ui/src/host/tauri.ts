/** The real host: the only file that knows Tauri. One wrapper per command. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type {
  AppState,
  Attention,
  ArrangedColumns,
  CaseCards,
  CaseDetail,
  CasesPage,
  Choices,
  ClientCards,
  ClientDetail,
  ClientsPage,
  EarningsCards,
  EarningsChart,
  EarningsPage,
  Escalation,
  ExportOutcome,
  Found,
  HostEvent,
  News,
  MailOutcome,
  Onboarding,
  Preferences,
  RecentPage,
  SavedView,
  SessionView,
  UpdateView,
} from '../gen/types';
import { asProblem, HostError, type Host } from './host';

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw new HostError(asProblem(thrown));
  }
}

export function openHost(): Host {
  return {
    appState: () => call<AppState>('app_state'),
    logIn: (request) => call<SessionView>('log_in', { request }),
    logOut: () => call<void>('log_out'),
    lock: () => call<void>('lock'),
    setPreferences: (request) => call<Preferences>('set_preferences', { request }),
    casesPage: (request) => call<CasesPage>('cases_page', { request }),
    caseCards: () => call<CaseCards>('case_cards'),
    caseDetail: (id, chosen) => call<CaseDetail>('case_detail', { id, chosen }),
    caseRefresh: (id) => call<void>('case_refresh', { id }),
    copyCase: (id, what) => call<void>('copy_case', { id, what }),
    clientsPage: (request) => call<ClientsPage>('clients_page', { request }),
    clientCards: () => call<ClientCards>('client_cards'),
    clientDetail: (id, chosen) => call<ClientDetail>('client_detail', { id, chosen }),
    clientRefresh: (id) => call<void>('client_refresh', { id }),
    onboarding: (id) => call<Onboarding>('onboarding', { id }),
    copyOnboardingLink: (id) => call<void>('copy_onboarding_link', { id }),
    copyOnboardingMessage: (id) => call<void>('copy_onboarding_message', { id }),
    openOnboardingLink: (id) => call<void>('open_onboarding_link', { id }),
    earningsPage: (request) => call<EarningsPage>('earnings_page', { request }),
    earningsCards: () => call<EarningsCards>('earnings_cards'),
    earningsChart: (request) => call<EarningsChart>('earnings_chart', { request }),
    news: (request) => call<News>('news', { request }),
    seeNews: (until) => call<void>('see_news', { until }),
    attention: () => call<Attention>('attention'),
    columns: () => call<ArrangedColumns>('columns'),
    keepColumns: (columns) => call<void>('keep_columns', { columns }),
    copyRows: (request) => call<number>('copy_rows', { request }),
    rowIds: (request) => call<string[]>('row_ids', { request }),
    escalation: (on) => call<Escalation>('escalation', { on }),
    copyEscalation: (text) => call<void>('copy_escalation', { text }),
    mailEscalation: (subject, text) => call<MailOutcome>('mail_escalation', { subject, text }),
    choices: (request) => call<Choices>('choices', { request }),
    find: (search) => call<Found>('find', { search }),
    recent: () => call<RecentPage[]>('recent'),
    noteOpened: (pages) => call<void>('note_opened', { pages }),
    savedViews: () => call<SavedView[]>('saved_views'),
    keepSavedViews: (views) => call<void>('keep_saved_views', { views }),
    exportCases: (request) => call<ExportOutcome>('export_cases', { request }),
    exportClients: (request) => call<ExportOutcome>('export_clients', { request }),
    exportEarnings: (request) => call<ExportOutcome>('export_earnings', { request }),
    cancelExport: () => call<void>('cancel_export'),
    diagnostics: () => call<string>('diagnostics'),
    copyDiagnostics: () => call<void>('copy_diagnostics'),
    saveDiagnostics: () => call<string | null>('save_diagnostics'),
    lookForUpdate: () => call<UpdateView>('look_for_update'),
    putUpdateOff: () => call<UpdateView>('put_update_off'),
    installUpdate: () => call<void>('install_update'),
    syncStart: () => call<void>('sync_start'),
    syncCancel: () => call<void>('sync_cancel'),
    subscribe(onEvent) {
      const channel = new Channel<HostEvent>();
      let open = true;
      channel.onmessage = (event) => {
        if (open) onEvent(event);
      };
      // Without the channel the window still works; it just asks instead of being told.
      void call<void>('subscribe', { channel }).catch(() => undefined);
      return () => {
        open = false;
      };
    },
    menuFits: (actions) => call<void>('menu_fits', { actions }),
    zoom: (step) => call<number>('zoom', { step }),
    windowShown: () => call<void>('window_shown'),
    windowPainted: (agoMs) => call<void>('window_painted', { agoMs }),
    keepFirstSight: (sight) => call<void>('keep_first_sight', { sight }),
  };
}
