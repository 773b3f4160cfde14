/** What the person can do, and what follows from it: calls the host and reports back as events. */
import type { ExportProfile, LogInRequest, ZoomStep } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Picture } from '../picture';
import { usableLocale } from '../words/dates';
import { Account } from './account';
import { Arranging } from './arranging';
import { Charting } from './charting';
import { Choosing } from './choosing';
import { Copying } from './copying';
import { Details } from './details';
import { Diagnosing } from './diagnosing';
import { Escalating } from './escalating';
import type { UiEvent } from './events';
import { Exporting } from './exporting';
import { FirstSight } from './firstSight';
import { Idle } from './idle';
import type { ViewName } from './kinds';
import { Listening } from './listening';
import { Lists } from './lists';
import { MenuBar } from './menuBar';
import { Messages } from './messages';
import type { DialogName, Model } from './model';
import { Palette } from './palette';
import { Preferring } from './preferring';
import { Recents } from './recents';
import { SavedViews, SIDEBAR_FROM } from './savedViews';
import { Selecting } from './selecting';
import type { Store } from './store.svelte';
import { missed } from './table';
import { Updating } from './updating';
import { Watching } from './watching';

const TICK_MS = 15_000;
/** By then what was asked for first is on screen. */
const PAINTED_MS = 100;

export class Desk {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  readonly #account: Account;
  readonly #exporting: Exporting;
  readonly #listening: Listening;
  readonly #idle: Idle;
  /** The tables of the three views. */
  readonly lists: Lists;
  readonly charting: Charting;
  /** Their columns. */
  readonly arranging: Arranging;
  /** Which of their rows are picked. */
  readonly selecting: Selecting;
  /** What the filters offer. */
  readonly choosing: Choosing;
  /** The pages of cases and clients. */
  readonly details: Details;
  /** What changed, and what needs attention. */
  readonly watching: Watching;
  readonly copying: Copying;
  readonly diagnosing: Diagnosing;
  readonly preferring: Preferring;
  readonly palette: Palette;
  readonly views: SavedViews;
  readonly recents: Recents;
  /** Newer versions of the program. */
  readonly updating: Updating;
  /** E-mails to Debitura. */
  readonly escalating: Escalating;
  readonly menuBar: MenuBar;
  readonly firstSight: FirstSight;
  #ticker: ReturnType<typeof setInterval> | undefined;
  #arranging: ReturnType<typeof setTimeout> | undefined;

  /** `draw`: a picture of the window as it is, or null. */
  constructor(store: Store, host: Host, draw: () => Picture | null = () => null) {
    this.#store = store;
    this.#host = host;
    this.#messages = new Messages(store);
    this.#account = new Account(store, host, this.#messages);
    this.#exporting = new Exporting(store, host, this.#messages);
    this.#idle = new Idle(
      () => (this.model.app?.session.state === 'signedIn' ? this.model.app.preferences.idleLockMinutes : null),
      () => void this.lock(),
    );
    this.lists = new Lists(store, host, this.#messages, {
      openCase: (id) => this.openCase(id),
      openClient: (id) => this.openClient(id),
      openOnboarding: (id) => this.openOnboarding(id),
      explain: (words) => this.#messages.brief('open', words),
    });
    this.arranging = new Arranging(store, host, this.#messages, (view) => this.lists.fill(view));
    this.selecting = new Selecting(store, host, this.#messages);
    this.choosing = new Choosing(store, host);
    this.recents = new Recents(store, host);
    this.details = new Details(store, host, (target) => this.recents.opened(target));
    this.watching = new Watching(store, host, this.#messages, () => this.lists.retry());
    this.copying = new Copying(store, host, this.#messages);
    this.diagnosing = new Diagnosing(host);
    this.preferring = new Preferring(store, host, this.#messages);
    this.charting = new Charting(store, host, this.preferring);
    this.palette = new Palette(store, host);
    this.views = new SavedViews(store, host, this.#messages, this.lists, this.arranging);
    this.updating = new Updating(store, host, this.#messages);
    this.escalating = new Escalating(store, host, this.#messages);
    this.menuBar = new MenuBar(host);
    this.firstSight = new FirstSight(host, draw);
    this.#listening = new Listening(store, host, {
      tick: () => this.tick(),
      sessionChanged: () => {
        this.recents.stop();
        this.views.stop();
        void this.preferring.reload();
        void this.#openAll();
      },
      dataChanged: () => {
        this.lists.retry();
        this.details.dataChanged();
        this.choosing.dataChanged();
        void this.recents.load();
        void this.views.dataChanged();
        void this.watching.look();
      },
      exported: (rows, total) => this.#exporting.progressed(rows, total),
      picked: (action) => this.menuBar.picked(action),
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
    this.#idle.start();
    this.lists.askAhead();
    this.arranging.askAhead();
    try {
      this.#send({ kind: 'started', app: await this.#host.appState() });
    } catch (thrown) {
      this.#send({ kind: 'startFailed', problem: asProblem(thrown) });
    }
    return { rows: this.#openAll() };
  }

  /** The open list first: what the person arranged and what changed wait until its rows are painted. */
  #openAll(): Promise<void> {
    // The columns come with the rows: tables are drawn once, with both.
    const rows = Promise.all([this.arranging.open(), this.lists.open()]).then(() => undefined);
    void rows.then(() => {
      clearTimeout(this.#arranging);
      const rest = () => Promise.all([this.views.load(), this.recents.load(), this.watching.look()]);
      this.#arranging = setTimeout(() => void rest(), PAINTED_MS);
    });
    return rows;
  }

  stop(): void {
    this.recents.stop();
    this.firstSight.stop();
    this.#listening.stop();
    this.#idle.stop();
    clearInterval(this.#ticker);
    clearTimeout(this.#arranging);
    this.lists.stop();
    this.arranging.stop();
    this.selecting.stop();
    this.#exporting.stop();
  }

  tick(): void {
    this.#send({ kind: 'ticked', now: Date.now() });
  }

  async logIn(request: LogInRequest): Promise<boolean> {
    const accepted = await this.#account.logIn(request);
    void this.preferring.reload();
    void this.#openAll();
    return accepted;
  }

  async lock(): Promise<void> {
    await this.#account.lock();
  }

  async logOut(): Promise<void> {
    await this.#account.logOut();
    void this.#openAll();
  }

  showView(view: ViewName): void {
    this.lists.show(view);
  }

  openCase(id: string): void {
    this.details.open({ kind: 'case', id });
  }

  openClient(id: string): void {
    this.details.open({ kind: 'client', id });
  }

  openOnboarding(id: string): void {
    this.details.openOnboarding(id);
  }

  /** From a page to the one before, to Today or to the table; from Today to the table. */
  back(): void {
    if (this.model.detail) this.details.back();
    else this.watching.leave();
  }

  /** The Cases view with the cases of one client. */
  showCasesOf(client: { readonly id: string; readonly name: string | null }): void {
    this.lists.showCasesOf(client);
  }

  /** One that runs already, at the pace of what nobody waits for, makes haste from now on. */
  async refresh(): Promise<void> {
    if (this.model.app?.session.state !== 'signedIn') return;
    await this.#orSay('sync', 'The refresh could not start', this.#host.syncStart());
  }

  async cancelSync(): Promise<void> {
    await this.#orSay('sync', 'The sync could not be stopped', this.#host.syncCancel());
  }

  /** The table of the open view, as a file. */
  export(): Promise<void> {
    return this.#exporting.run(this.model.view);
  }

  cancelExport(): Promise<void> {
    return this.#exporting.cancel();
  }

  chooseProfile(profile: ExportProfile): void {
    void this.preferring.choose({ csvProfile: profile });
  }

  async zoom(step: ZoomStep): Promise<void> {
    try {
      this.#messages.brief('zoom', `Zoom ${await this.#host.zoom(step)} %`);
    } catch (thrown) {
      this.#messages.failed('zoom', 'The zoom could not be changed', asProblem(thrown));
    }
  }

  /** With what was searched for, where the table that one sees found nothing for it. */
  openPalette(): void {
    const search = missed(this.model);
    this.open('palette');
    if (search !== null) void this.palette.typed(search);
    void this.recents.load();
  }

  /** Whether a sidebar fits beside the table. */
  get hasRoom(): boolean {
    return window.innerWidth >= SIDEBAR_FROM;
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

  async #orSay(topic: string, title: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      this.#messages.failed(topic, title, asProblem(thrown));
    }
  }
}
