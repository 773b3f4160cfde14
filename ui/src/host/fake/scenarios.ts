/** The situations that one can look at with `?fake=NAME`. */
import type { AppState, CommandError, SessionView, SyncView } from '../../gen/types';
import type { Host } from '../host';
import type { PortfolioShape } from './portfolio';
import { FIRST_PREFERENCES } from './preferences';
import { offered, resting } from './updates';

const SCENARIOS = {
  full: 'two thousand cases, all well',
  empty: 'signed in, no case yet',
  none: 'signed in, never synced, offline',
  loading: 'answers that take very long',
  offline: 'no network, data an hour and more old',
  partial: 'the last pass did not get everything',
  first: 'first sync, the first rows are here',
  firstempty: 'first sync, nothing here yet',
  error: 'the last sync failed',
  broken: 'the local copy cannot be read',
  signedout: 'log-in page',
  demo: 'log-in page of the demo',
  expired: 'log-in page after 14 days',
  locked: 'log-in page while locked by hand',
  refused: 'log-in that Debitura refuses',
  german: 'very long names',
  far: 'Arabic, Japanese and long German names',
  hostile: 'names and amounts that try to break the window',
  differs: 'Debitura’s own sums are others',
  nosums: 'Debitura sent no sums of its own',
  sessiononly: 'a session that ends with the window',
  '100k': 'a hundred thousand cases',
  nokeyring: 'log-in on a computer without a credential store',
  ending: 'the session ends today',
  odd: 'cases that are hard to show',
  arranged: 'saved views and recent pages beside the table',
  update: 'a newer version is here',
  newest: 'there is no newer version',
  calm: 'nothing has changed since the last visit',
} as const;

export type ScenarioName = keyof typeof SCENARIOS;

export interface Scenario {
  readonly now: number;
  readonly delayMs: number;
  readonly pageDelayMs?: number;
  readonly app: AppState;
  readonly shape: Pick<PortfolioShape, 'cases' | 'longNames' | 'far' | 'unknownStatus' | 'odd' | 'hostile'>;
  /** Without it, a few days' changes are unseen. */
  readonly news?: 'none';
  /** How Debitura's own sums compare with ours; without it, they agree. */
  readonly sums?: 'differ' | 'none';
  /** Views were saved and pages opened before. */
  readonly arranged?: true;
  readonly failures?: Partial<Record<keyof Host, CommandError>>;
}

const MINUTE_MS = 60_000;

export function scenario(name: ScenarioName, now: number, session: SessionView): Scenario {
  const ago = (minutes: number) => new Date(now - minutes * MINUTE_MS).toISOString();
  const sync: SyncView = {
    running: false,
    cancelling: false,
    kind: 'refresh',
    progress: [],
    asOf: ago(12),
    openAsOf: ago(12),
    lastAttemptAt: ago(12),
    partial: null,
    connectivity: 'online',
    waitUntil: null,
    problem: null,
    requests: 84,
    requestsToday: 612,
  };
  const app: AppState = {
    session,
    sync,
    version: '0.1.0',
    platform: 'linux',
    locale: name === 'german' ? 'de-DE' : 'en-GB',
    environment: 'production',
    demo: false,
    preferences: FIRST_PREFERENCES,
    update: null,
  };
  const base: Scenario = { now, delayMs: 40, pageDelayMs: 4, app, shape: { cases: 2000, unknownStatus: true } };
  const withSync = (part: Partial<SyncView>): Scenario => ({ ...base, app: { ...app, sync: { ...sync, ...part } } });
  const withSession = (part: Partial<SessionView>): Scenario => ({
    ...base,
    app: { ...app, session: { ...session, state: 'signedOut', partnerName: null, expiresAt: null, ...part } },
  });
  const first = {
    running: true,
    kind: 'first',
    asOf: null,
    progress: [
      { table: 'clients', done: 250, total: 250 },
      { table: 'cases', done: 1300, total: 10000 },
      { table: 'transactions', done: 0, total: null },
    ],
  } satisfies Partial<SyncView>;

  switch (name) {
    case 'full':
      return base;
    case 'empty':
      return { ...base, shape: { cases: 0 } };
    case 'none':
      return {
        ...withSync({ asOf: null, connectivity: 'offline', problem: OFFLINE }),
        shape: { cases: 0 },
      };
    case 'loading':
      return { ...base, pageDelayMs: 600_000 };
    case 'offline':
      return withSync({ connectivity: 'offline', asOf: ago(134), openAsOf: ago(134), problem: OFFLINE });
    case 'partial':
      return withSync({ partial: 'Transactions could not be read to the end; payments may be missing.' });
    case 'first':
      return { ...withSync(first), shape: { cases: 1300 } };
    case 'firstempty':
      return {
        ...withSync({ ...first, progress: first.progress.map((one) => ({ ...one, done: 0, total: null })) }),
        shape: { cases: 0 },
      };
    case 'error':
      return withSync({ problem: SERVER, asOf: ago(75), openAsOf: ago(75) });
    case 'broken':
      return { ...base, failures: BROKEN };
    case 'signedout':
      return withSession({});
    case 'demo':
      return { ...withSession({}), app: { ...withSession({}).app, demo: true, environment: 'custom' } };
    case 'expired':
      return withSession({ state: 'expired', notice: EXPIRED });
    case 'locked':
      return withSession({ state: 'locked', notice: LOCKED });
    case 'refused':
      return { ...withSession({}), failures: { logIn: REFUSED } };
    case 'nokeyring':
      return { ...withSession({}), failures: { logIn: KEYRING } };
    case 'german':
      return { ...base, shape: { cases: 400, longNames: true, unknownStatus: true } };
    case 'far':
      return { ...base, shape: { cases: 400, far: true, unknownStatus: true } };
    case 'hostile':
      return { ...base, shape: { cases: 260, hostile: true } };
    case 'differs':
      return { ...base, sums: 'differ' };
    case 'nosums':
      return { ...base, sums: 'none' };
    case 'sessiononly':
      return { ...base, app: { ...app, session: { ...session, thisSessionOnly: true } } };
    case '100k':
      return { ...base, shape: { cases: 100_000, unknownStatus: true } };
    case 'odd':
      return { ...base, shape: { cases: 240, odd: true } };
    case 'arranged':
      return { ...base, app: { ...app, preferences: { ...app.preferences, sidebar: true } }, arranged: true };
    case 'update':
      return { ...base, app: { ...app, update: offered } };
    case 'newest':
      return { ...base, app: { ...app, update: resting } };
    case 'calm':
      return { ...base, news: 'none' };
    case 'ending':
      return { ...base, app: { ...app, session: { ...session, expiresAt: ago(-7 * 60) } } };
  }
}

const problem = (code: CommandError['code'], message: string, hint: string): CommandError => ({ code, message, hint });

export const OFFLINE = problem('offline', 'Debitura cannot be reached.', 'Check the network connection.');
export const SERVER = problem(
  'server',
  'Debitura answered with an error (500). What is on screen is from the last complete sync.',
  'This usually passes. Try again in a few minutes.',
);
export const CACHE = problem(
  'cache',
  'The data on this computer could not be used (code 11).',
  'Start Partner Desk anew. If it stays, log out and log in again.',
);
export const REFUSED = problem(
  'refused',
  'Debitura did not accept this Partner GUID.',
  'Ask Debitura for updated credentials.',
);
export const KEYRING = problem(
  'keyring',
  'This computer has no credential store that Partner Desk could use.',
  'Without one you can log in for this session only.',
);
const BROKEN = {
  casesPage: CACHE,
  caseCards: CACHE,
  clientsPage: CACHE,
  clientCards: CACHE,
  earningsPage: CACHE,
  earningsCards: CACHE,
  earningsChart: CACHE,
  find: CACHE,
  recent: CACHE,
  savedViews: CACHE,
};
export const DISK = problem('disk', 'The file could not be written: the disk is full.', 'Make room and export again.');
export const LOCKED: CommandError = {
  code: 'notSignedIn',
  message: 'Partner Desk is locked. Enter your Partner GUID to open it again; this also works offline.',
  hint: null,
};
export const EXPIRED = problem(
  'notSignedIn',
  'Your session ended after 14 days, so your data is locked.',
  'Log in again to open it.',
);
