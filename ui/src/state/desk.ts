/** What the person can do, and what follows from it: calls the host and reports back as events. */
import type { CaseColumn, CaseTab, CommandError, ExportProfile, HostEvent, LogInRequest, SyncTable } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { count } from '../words/money';
import { usableLocale } from '../words/dates';
import { rowsFound } from '../words/found';
import type { UiEvent } from './events';
import { Exporting } from './exporting';
import type { DialogName, Model, Place, Viewport } from './model';
import { Paging } from './paging';
import type { Store } from './store.svelte';

const TICK_MS = 15_000;
/** A sync reports each page; asking again for every one of them would be wasted work. */
const CHANGED_MS = 250;
/** Long enough for a fast typist to finish, so that a screen reader does not stammer. */
const ANNOUNCE_MS = 600;
const TOAST_MS = 9_000;

export class Desk {
  readonly #store: Store;
  readonly #host: Host;
  readonly #exporting: Exporting;
  readonly #paging: Paging;
  #toastId = 0;
  #changedTimer: ReturnType<typeof setTimeout> | null = null;
  #announceTimer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: () => void = () => undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
    this.#exporting = new Exporting(store, host, this);
    this.#paging = new Paging(store, host, () => this.#announceRows());
  }

  get model(): Model {
    return this.#store.model;
  }

  get locale(): string {
    return usableLocale(this.model.app?.locale ?? 'en-GB');
  }

  #send(event: UiEvent): void {
    this.#store.send(event);
  }

  /** Reads the first state and listens from then on. Answers with the arrival of the first rows. */
  async start(): Promise<{ rows: Promise<void> }> {
    this.#ticker ??= setInterval(() => this.tick(), TICK_MS);
    this.#unsubscribe();
    this.#unsubscribe = this.#host.subscribe((event) => this.#heard(event));
    try {
      this.#send({ kind: 'started', app: await this.#host.appState() });
    } catch (thrown) {
      this.#send({ kind: 'startFailed', problem: asProblem(thrown) });
    }
    return { rows: this.#paging.open() };
  }

  stop(): void {
    this.#unsubscribe();
    clearInterval(this.#ticker);
    clearTimeout(this.#announceTimer);
    if (this.#changedTimer) clearTimeout(this.#changedTimer);
    this.#exporting.stop();
  }

  tick(): void {
    this.#send({ kind: 'ticked', now: Date.now() });
  }

  #heard(event: HostEvent): void {
    switch (event.kind) {
      case 'session':
        this.#send({ kind: 'sessionChanged', session: event.session });
        void this.#paging.open();
        break;
      case 'sync':
        this.tick();
        this.#send({ kind: 'syncChanged', sync: event.sync });
        break;
      case 'changed':
        this.#changed(event.tables);
        break;
      case 'exportProgress':
        this.#exporting.progressed(event.rows, event.total);
        break;
    }
  }

  #changed(tables: readonly SyncTable[]): void {
    if (tables.length === 0 || this.#changedTimer) return;
    this.#changedTimer = setTimeout(() => {
      this.#changedTimer = null;
      this.retry();
    }, CHANGED_MS);
  }

  /** Asks afresh for everything on screen; what is shown stays until the answer is here. */
  retry(): void {
    this.#send({ kind: 'dataChanged' });
    void this.#paging.open();
  }

  #announceRows(): void {
    clearTimeout(this.#announceTimer);
    this.#announceTimer = setTimeout(() => {
      const { shown, total } = this.model.cases;
      if (shown) this.announce(rowsFound(shown, total, this.locale));
    }, ANNOUNCE_MS);
  }

  announce(text: string): void {
    this.#send({ kind: 'announced', text });
  }

  async logIn(request: LogInRequest): Promise<boolean> {
    this.#send({ kind: 'logInBegan' });
    try {
      const session = await this.#host.logIn(request);
      this.#send({ kind: 'sessionChanged', session });
      void this.#paging.open();
      return true;
    } catch (thrown) {
      this.#send({ kind: 'logInFailed', problem: asProblem(thrown) });
      return false;
    }
  }

  async logOut(): Promise<void> {
    this.#send({ kind: 'logOutBegan' });
    try {
      await this.#host.logOut();
      const { session } = await this.#host.appState();
      this.#send({ kind: 'sessionChanged', session });
    } catch (thrown) {
      this.#send({ kind: 'logOutFailed' });
      this.failed('You are still logged in', asProblem(thrown));
    }
  }

  search(text: string): void {
    this.#send({ kind: 'searched', search: text });
    void this.#paging.pump();
  }

  chooseTab(tab: CaseTab): void {
    this.#send({ kind: 'tabChosen', tab });
    void this.#paging.pump();
  }

  sort(column: CaseColumn): void {
    this.#send({ kind: 'sorted', column });
    void this.#paging.pump();
  }

  look(viewport: Viewport): void {
    const { first, last } = this.model.cases.viewport;
    if (first === viewport.first && last === viewport.last) return;
    this.#send({ kind: 'viewportMoved', viewport });
    void this.#paging.pump();
  }

  place(place: Place): void {
    this.#send({ kind: 'placed', place });
  }

  async refresh(): Promise<void> {
    if (this.model.app?.session.state !== 'signedIn' || this.model.app.sync.running) return;
    await this.#orSay('The refresh could not start', this.#host.syncStart());
  }

  async cancelSync(): Promise<void> {
    await this.#orSay('The sync could not be stopped', this.#host.syncCancel());
  }

  exportCases(): Promise<void> {
    return this.#exporting.run();
  }

  cancelExport(): Promise<void> {
    return this.#exporting.cancel();
  }

  chooseProfile(profile: ExportProfile): void {
    this.#send({ kind: 'profileChosen', profile });
  }

  open(dialog: DialogName): void {
    this.#send({ kind: 'dialogOpened', dialog });
  }

  closeDialog(): void {
    this.#send({ kind: 'dialogClosed' });
  }

  dismissProblem(): void {
    this.#send({ kind: 'problemDismissed' });
  }

  dismissToast(id: number): void {
    this.#send({ kind: 'toastDismissed', id });
  }

  done(title: string, detail: string | null): void {
    const id = ++this.#toastId;
    this.#send({ kind: 'toastShown', toast: { id, tone: 'done', title, detail } });
    setTimeout(() => this.dismissToast(id), TOAST_MS);
  }

  /** A failure stays until it is put away. */
  failed(title: string, { message, hint }: CommandError): void {
    const detail = hint ? `${message} ${hint}` : message;
    this.#send({ kind: 'toastShown', toast: { id: ++this.#toastId, tone: 'failed', title, detail } });
  }

  async #orSay(title: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      this.failed(title, asProblem(thrown));
    }
  }

  rowsInWords(rows: number): string {
    return `${count(rows, this.locale)} ${rows === 1 ? 'case' : 'cases'}`;
  }
}
