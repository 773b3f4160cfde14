/** A host without a program around it: made-up cases, delays and faults, for a browser and for tests. */
import type {
  AppState,
  ArrangedColumns,
  CommandError,
  ExportOutcome,
  FeeOutlook,
  HostEvent,
  LogInRequest,
  SessionView,
  SyncView,
} from '../gen/types';
import { FakeArranged, somePages, someViews } from './fake/arranged';
import { caseCards } from './fake/caseList';
import { earningsChart } from './fake/chart';
import { choicesOf } from './fake/choices';
import { clientCards } from './fake/clientList';
import { FakeDetails } from './fake/details';
import { FakeToday } from './fake/today';
import { pickedOf, rowIdsOf } from './fake/picking';
import { earningsCards } from './fake/earningsList';
import { report } from './fake/report';
import { checked, FIRST_PREFERENCES } from './fake/preferences';
import { FakeUpdates } from './fake/updates';
import { LOCKED, type Scenario, scenario, type ScenarioName } from './fake/scenarios';
import { makeWorld, type World } from './fake/world';
import { addressLength } from '../words/escalate';
import { type Host, HostError } from './host';

const DAY_MS = 86_400_000;
const GUID = /^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i;
const WRITE_STEPS = 24;
const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200];

export class FakeHost implements Host {
  app: AppState;
  /** What the next call of a command fails with. */
  readonly failures = new Map<keyof Host, CommandError>();
  readonly calls: { name: keyof Host; argument?: unknown }[] = [];
  world: World;
  readonly #scenario: Scenario;
  readonly #listeners = new Set<(event: HostEvent) => void>();
  /** What was arranged, as the real program keeps it. */
  kept: ArrangedColumns = { cases: [], clients: [], earnings: [] };
  #cancelled = false;
  #syncing = 0;

  constructor(chosen: Scenario) {
    this.#scenario = chosen;
    this.app = chosen.app;
    this.world = makeWorld({ seed: 7, now: chosen.now, ...chosen.shape });
    this.updates = new FakeUpdates(chosen.app.update, chosen.delayMs * 3, (event) => this.emit(event));
    const { arranged } = chosen;
    this.arranged = new FakeArranged(() => this.world, arranged ? someViews() : [], arranged ? somePages(this.world) : []);
    this.#today = new FakeToday(this.world, chosen);
    this.#details = new FakeDetails(
      {
        now: chosen.now,
        world: () => this.world,
        asOf: () => this.app.sync.asOf,
        recipient: () => this.app.preferences.escalationRecipient || null,
        isOffline: () => this.app.sync.connectivity === 'offline',
      },
      (name, make, argument) => this.#answer(name, make, argument),
    );
  }

  emit(event: HostEvent): void {
    if (event.kind === 'session') this.app = { ...this.app, session: event.session };
    if (event.kind === 'update') this.app = { ...this.app, update: event.update };
    if (event.kind === 'sync') this.app = { ...this.app, sync: event.sync };
    for (const listener of this.#listeners) listener(event);
  }

  #failureOf(name: keyof Host, argument: unknown): CommandError | undefined {
    const failure = this.failures.get(name) ?? this.#scenario.failures?.[name];
    this.failures.delete(name);
    // A session that keeps nothing needs no credential store.
    const keepsNothing = (argument as Partial<LogInRequest> | undefined)?.thisSessionOnly === true;
    return failure?.code === 'keyring' && keepsNothing ? undefined : failure;
  }

  async #answer<T>(name: keyof Host, make: () => T, argument?: unknown, delayMs = this.#scenario.delayMs): Promise<T> {
    this.calls.push({ name, argument });
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const failure = this.#failureOf(name, argument);
    if (failure) throw new HostError(failure);
    return make();
  }

  appState = () => this.#answer('appState', () => this.app, undefined, 0);

  logIn: Host['logIn'] = (request) =>
    this.#answer(
      'logIn',
      () => {
        if (!GUID.test(request.guid.trim())) throw new HostError(malformed);
        const { thisSessionOnly } = request;
        this.app = { ...this.app, session: { ...signedIn(this.#scenario.now), thisSessionOnly } };
        return this.app.session;
      },
      { environment: request.environment, thisSessionOnly: request.thisSessionOnly },
      this.#scenario.delayMs * 4,
    );

  logOut = () =>
    this.#answer('logOut', () => {
      const { environment } = this.app;
      this.app = { ...this.app, preferences: FIRST_PREFERENCES };
      this.emit({ kind: 'session', session: { ...signedIn(0), ...NOBODY, environment } });
    });

  lock = () =>
    this.#answer('lock', () => {
      const { environment } = this.app;
      this.emit({ kind: 'session', session: { ...signedIn(0), ...NOBODY, state: 'locked', environment, notice: LOCKED } });
    });

  setPreferences: Host['setPreferences'] = (request) =>
    this.#answer(
      'setPreferences',
      () => {
        const preferences = checked(request);
        this.app = { ...this.app, preferences };
        return preferences;
      },
      request,
    );

  #list<T>(name: keyof Host, make: () => T, argument?: unknown): Promise<T> {
    return this.#answer(name, make, argument, this.#scenario.pageDelayMs ?? this.#scenario.delayMs);
  }

  casesPage: Host['casesPage'] = (request) =>
    this.#list('casesPage', () => this.#outlooks(request, this.world.cases.page(request), this.#details.outlookOfCase), request);
  clientsPage: Host['clientsPage'] = (request) =>
    this.#list('clientsPage', () => this.#outlooks(request, this.world.clients.page(request), this.#details.outlookOfClient), request);

  #outlooks<P extends { rows: readonly { readonly id: string }[] }>(
    { outlook }: { outlook: boolean },
    page: P,
    of: (id: string) => FeeOutlook,
  ): P {
    return outlook ? { ...page, rows: page.rows.map((row) => ({ ...row, outlook: of(row.id) })) } : page;
  }

  earningsPage: Host['earningsPage'] = (request) =>
    this.#list('earningsPage', () => this.world.earnings.page(request), request);

  caseCards = () => this.#list('caseCards', () => caseCards(this.world.cases.rows, this.#scenario.now));
  clientCards = () => this.#list('clientCards', () => clientCards(this.world.clients.rows));
  earningsCards = () => this.#list('earningsCards', () =>
      earningsCards(this.world.earnings.rows, this.app.sync.asOf, this.#scenario.sums),
    );

  earningsChart: Host['earningsChart'] = (request) =>
    this.#list('earningsChart', () => earningsChart(this.world.earnings, request, this.#scenario.now), request);
  columns = () => this.#list('columns', () => this.kept);
  keepColumns: Host['keepColumns'] = (columns) => this.#answer('keepColumns', () => void (this.kept = columns), columns);

  copyRows: Host['copyRows'] = (request) => this.#answer('copyRows', () => pickedOf(this.world, request).length, request);
  rowIds: Host['rowIds'] = (request) => this.#list('rowIds', () => rowIdsOf(this.world, request), request);

  choices: Host['choices'] = (request) => this.#list('choices', () => choicesOf(this.world, request), request);

  find: Host['find'] = (search) => this.#list('find', () => this.arranged.find(search), search);
  recent: Host['recent'] = () => this.#list('recent', () => this.arranged.recent());
  noteOpened: Host['noteOpened'] = (pages) => this.#list('noteOpened', () => this.arranged.noteOpened(pages), pages);
  savedViews: Host['savedViews'] = () => this.#list('savedViews', () => this.arranged.views);
  keepSavedViews: Host['keepSavedViews'] = (views) =>
    this.#list('keepSavedViews', () => this.arranged.keepViews(views), views);

  /** What outlives the window: another one on this host finds it. */
  readonly arranged: FakeArranged;
  readonly #today: FakeToday;
  news: Host['news'] = (request) => this.#answer('news', () => this.#today.news(request), request);
  seeNews: Host['seeNews'] = (until) => this.#answer('seeNews', () => this.#today.see(until), until);
  attention: Host['attention'] = () => this.#answer('attention', () => this.#today.attention());

  readonly #details: FakeDetails;
  caseDetail: Host['caseDetail'] = (id, chosen) => this.#details.caseDetail(id, chosen);
  caseRefresh: Host['caseRefresh'] = (id) => this.#details.caseRefresh(id);
  clientDetail: Host['clientDetail'] = (id, chosen) => this.#details.clientDetail(id, chosen);
  clientRefresh: Host['clientRefresh'] = (id) => this.#details.clientRefresh(id);
  onboarding: Host['onboarding'] = (id) => this.#details.onboarding(id);
  copyOnboardingLink: Host['copyOnboardingLink'] = (id) => this.#details.copyOnboardingLink(id);
  copyOnboardingMessage: Host['copyOnboardingMessage'] = (id) => this.#details.copyOnboardingMessage(id);
  openOnboardingLink: Host['openOnboardingLink'] = (id) => this.#details.openOnboardingLink(id);

  escalation: Host['escalation'] = (on) => this.#details.escalation(on);
  copyEscalation: Host['copyEscalation'] = (text) => this.#answer('copyEscalation', () => undefined, text);
  mailEscalation: Host['mailEscalation'] = (subject, text) =>
    this.#answer(
      'mailEscalation',
      () => (addressLength(null, subject, text) > 2000 ? 'openedAndCopied' : 'opened'),
      { subject, text },
    );

  copyCase: Host['copyCase'] = (id, what) => this.#answer('copyCase', () => undefined, { id, what });

  exportCases: Host['exportCases'] = (request) =>
    this.#write('exportCases', () => this.world.cases.find(request).rows.length, request);
  exportClients: Host['exportClients'] = (request) =>
    this.#write('exportClients', () => this.world.clients.find(request).rows.length, request);
  exportEarnings: Host['exportEarnings'] = (request) =>
    this.#write('exportEarnings', () => this.world.earnings.find(request).rows.length, request);

  async #write(name: keyof Host, rows: () => number, request: { tab: string }): Promise<ExportOutcome> {
    const total = await this.#answer(name, rows, request);
    this.#cancelled = false;
    for (let step = 1; step <= WRITE_STEPS && !this.#cancelled; step++) {
      this.emit({ kind: 'exportProgress', rows: Math.floor((total * step) / WRITE_STEPS), total });
      await new Promise((resolve) => setTimeout(resolve, this.#scenario.delayMs * 5));
    }
    const fileName = `${name.replace('export', '').toLowerCase()}-${request.tab}.csv`;
    return this.#cancelled ? { kind: 'cancelled' } : { kind: 'saved', fileName, rows: total };
  }

  cancelExport = () => this.#answer('cancelExport', () => void (this.#cancelled = true));

  diagnostics = () => this.#answer('diagnostics', () => report(this.#scenario.now));
  copyDiagnostics = () => this.#answer('copyDiagnostics', () => undefined);
  saveDiagnostics = () => this.#answer('saveDiagnostics', () => 'Partner Desk diagnostics.txt');

  readonly updates: FakeUpdates;
  lookForUpdate = () => this.#answer('lookForUpdate', () => this.updates.look());
  putUpdateOff = () => this.#answer('putUpdateOff', () => this.updates.putOff());
  installUpdate = () => this.#answer('installUpdate', () => undefined).then(() => this.updates.install());

  syncStart = () => this.#answer('syncStart', () => void this.#sync());

  syncCancel = () =>
    this.#answer('syncCancel', () => {
      this.#syncing += 1;
      this.emit({ kind: 'sync', sync: { ...this.app.sync, running: false } });
    });

  async #sync(): Promise<void> {
    if (this.app.sync.running) return;
    const run = ++this.#syncing;
    const total = this.world.cases.rows.length;
    for (let step = 0; step <= 10 && run === this.#syncing; step++) {
      const done = Math.floor((total * step) / 10);
      const progress: SyncView['progress'] = [
        { table: 'clients', done: 60, total: 60 },
        { table: 'cases', done, total },
        { table: 'transactions', done: 0, total: null },
      ];
      this.emit({ kind: 'sync', sync: { ...this.app.sync, running: true, kind: 'refresh', progress } });
      await new Promise((resolve) => setTimeout(resolve, this.#scenario.delayMs * 4));
    }
    if (run !== this.#syncing) return;
    const offline = this.#scenario.app.sync.connectivity === 'offline';
    const asOf = offline ? this.app.sync.asOf : new Date(this.#scenario.now).toISOString();
    this.emit({ kind: 'sync', sync: { ...this.app.sync, running: false, asOf, openAsOf: asOf, problem: null } });
    this.emit({ kind: 'changed', tables: ['clients', 'cases', 'transactions'] });
  }

  subscribe: Host['subscribe'] = (onEvent) => {
    this.#listeners.add(onEvent);
    return () => this.#listeners.delete(onEvent);
  };

  menuFits: Host['menuFits'] = (actions) => this.#answer('menuFits', () => undefined, actions, 0);

  #zoom = 2;
  zoom: Host['zoom'] = (step) =>
    this.#answer(
      'zoom',
      () => {
        const at = { in: this.#zoom + 1, out: this.#zoom - 1, plain: 2 }[step];
        this.#zoom = Math.min(Math.max(at, 0), ZOOMS.length - 1);
        return ZOOMS[this.#zoom] ?? 100;
      },
      step,
    );

  windowShown = () => this.#answer('windowShown', () => undefined, undefined, 0);
  windowPainted: Host['windowPainted'] = (agoMs) => this.#answer('windowPainted', () => undefined, agoMs, 0);
  keepFirstSight: Host['keepFirstSight'] = (sight) => this.#answer('keepFirstSight', () => undefined, sight, 0);
}

const malformed: CommandError = {
  code: 'malformedGuid',
  message: 'This is not a Partner GUID: it has to hold 32 digits and letters from a to f.',
  hint: 'Copy it once more from where you were given it.',
};

const NOBODY = { state: 'signedOut', partnerName: null, expiresAt: null } as const;

export function signedIn(now: number): SessionView {
  return {
    state: 'signedIn',
    partnerName: 'Brückner & Søn Invoicing',
    expiresAt: new Date(now + 9.4 * DAY_MS).toISOString(),
    thisSessionOnly: false,
    environment: 'production',
    notice: null,
  };
}

export function makeFake(name: ScenarioName, now = Date.now()): FakeHost {
  return new FakeHost(scenario(name, now, signedIn(now)));
}

/** The host of a page opened with `?fake=NAME`; `&contrast=more`, `&contrast=forced` and `&locale=ja-JP`
    stand for the system's settings. */
export function openHost(): Host {
  const asked = new URLSearchParams(location.search);
  const contrast = asked.get('contrast');
  if (contrast !== null) document.documentElement.dataset.contrast = contrast;
  const name = asked.get('fake') ?? 'full';
  const host = makeFake(name as ScenarioName);
  const locale = asked.get('locale');
  if (locale !== null) host.app = { ...host.app, locale };
  return host;
}
