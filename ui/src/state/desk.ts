/** What the person can do, and what follows from it: calls the host and reports back as events. */
import type { CaseColumn, CaseTab, ExportProfile, LogInRequest } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { usableLocale } from '../words/dates';
import { rowsFound } from '../words/found';
import { Account } from './account';
import { selectedRow } from './cases';
import type { UiEvent } from './events';
import { Exporting } from './exporting';
import { Listening } from './listening';
import { Messages } from './messages';
import type { DialogName, Model, Place, Viewport } from './model';
import { samePages } from './pages';
import { Paging } from './paging';
import type { Store } from './store.svelte';

const TICK_MS = 15_000;
/** Long enough for a fast typist to finish, so that a screen reader does not stammer. */
const ANNOUNCE_MS = 600;

export class Desk {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  readonly #account: Account;
  readonly #exporting: Exporting;
  readonly #paging: Paging;
  readonly #listening: Listening;
  #announceTimer: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
    this.#messages = new Messages(store);
    this.#account = new Account(store, host, this.#messages);
    this.#exporting = new Exporting(store, host, this.#messages);
    this.#paging = new Paging(store, host, () => this.#announceRows());
    this.#listening = new Listening(store, host, {
      tick: () => this.tick(),
      sessionChanged: () => void this.#paging.open(),
      dataChanged: () => this.retry(),
      exported: (rows, total) => this.#exporting.progressed(rows, total),
    });
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
    this.#listening.start();
    try {
      this.#send({ kind: 'started', app: await this.#host.appState() });
    } catch (thrown) {
      this.#send({ kind: 'startFailed', problem: asProblem(thrown) });
    }
    return { rows: this.#paging.open() };
  }

  stop(): void {
    this.#listening.stop();
    clearInterval(this.#ticker);
    clearTimeout(this.#announceTimer);
    this.#exporting.stop();
  }

  tick(): void {
    this.#send({ kind: 'ticked', now: Date.now() });
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
      if (shown) this.#messages.announce(rowsFound(shown, total, this.locale));
    }, ANNOUNCE_MS);
  }

  async logIn(request: LogInRequest): Promise<boolean> {
    const accepted = await this.#account.logIn(request);
    void this.#paging.open();
    return accepted;
  }

  async logOut(): Promise<void> {
    await this.#account.logOut();
    void this.#paging.open();
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

  /** Rows matter by the page here; a new model for every one that scrolls by would redraw the window for nothing. */
  look(viewport: Viewport): void {
    if (samePages(this.model.cases.viewport, viewport)) return;
    this.#send({ kind: 'viewportMoved', viewport });
    void this.#paging.pump();
  }

  place(place: Place): void {
    this.#send({ kind: 'placed', place });
  }

  async refresh(): Promise<void> {
    if (this.model.app?.session.state !== 'signedIn' || this.model.app.sync.running) return;
    await this.#orSay('sync', 'The refresh could not start', this.#host.syncStart());
  }

  async cancelSync(): Promise<void> {
    await this.#orSay('sync', 'The sync could not be stopped', this.#host.syncCancel());
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
    this.#messages.dismiss(id);
  }

  /** The reference of the selected case, on the clipboard. */
  async copyReference(): Promise<void> {
    const row = selectedRow(this.model.cases);
    if (!row) return;
    const copied = await this.#orSay('copy', 'Nothing was copied', this.#host.copyReference(row.id));
    if (copied) this.#messages.brief('copy', `Copied ${row.reference.text}`);
  }

  async #orSay(topic: string, title: string, work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (thrown) {
      this.#messages.failed(topic, title, asProblem(thrown));
      return false;
    }
  }
}
