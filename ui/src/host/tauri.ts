/** The real host: the only file that knows Tauri. One wrapper per command. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type {
  AppState,
  CaseCards,
  CasesPage,
  CasesRequest,
  ExportOutcome,
  ExportRequest,
  HostEvent,
  LogInRequest,
  SessionView,
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
    logIn: (request: LogInRequest) => call<SessionView>('log_in', { request }),
    logOut: () => call<void>('log_out'),
    copyReference: (id: string) => call<void>('copy_reference', { id }),
    casesPage: (request: CasesRequest) => call<CasesPage>('cases_page', { request }),
    caseCards: () => call<CaseCards>('case_cards'),
    exportCases: (request: ExportRequest) => call<ExportOutcome>('export_cases', { request }),
    cancelExport: () => call<void>('cancel_export'),
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
    windowShown: () => call<void>('window_shown'),
  };
}
