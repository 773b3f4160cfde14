/** How old the data is, in words. Never sounds fresher or more complete than it is. */
import type { CommandError, SessionView, SyncView } from '../gen/types';
import { instant, span } from './dates';

/** What an installation allows itself; colleagues may share the key. */
const REQUESTS_A_DAY = 8_000;
const OLD_MS = 60 * 60_000;
/** What a refresh does not read is brought at least once a day. */
const CLOSED_OLD_MS = 25 * 60 * 60_000;
/** Below this, two ages are one. */
const APART_MS = 60_000;
const LAST_DAY_MS = 24 * 60 * 60_000;

export interface Freshness {
  readonly tone: 'fresh' | 'old' | 'offline' | 'none';
  readonly text: string;
}

/** `beside`: what is on screen has an age of its own, so this one says what it is about. */
export function freshness(sync: SyncView, now: number, beside = false): Freshness {
  const offline = sync.connectivity === 'offline';
  if (sync.asOf === null) {
    if (sync.running) return { tone: 'none', text: 'First sync is running' };
    if (sync.partial) return { tone: 'old', text: offline ? 'Offline: data is incomplete' : 'Data is incomplete' };
    return { tone: offline ? 'offline' : 'none', text: offline ? 'Offline: nothing synced yet' : 'Not synced yet' };
  }
  const whole = Math.max(now - Date.parse(sync.asOf), 0);
  const open = isRefreshed(sync) ? Math.max(now - Date.parse(sync.openAsOf), 0) : whole;
  const closed = isRefreshed(sync) ? `, closed cases ${ago(whole)}` : '';
  const asOf = `as of ${ago(open)}${closed}${sync.partial ? ', incomplete' : ''}`;
  if (offline) return { tone: 'offline', text: `Offline: ${beside ? 'lists' : 'data'} ${asOf}` };
  const isOld = open > OLD_MS || whole > CLOSED_OLD_MS || sync.partial !== null || failure(sync) !== null;
  return { tone: isOld ? 'old' : 'fresh', text: beside ? `Lists ${asOf}` : `A${asOf.slice(1)}` };
}

/** Nothing of the copy can be shown: how old it would be says nothing. */
export const UNREADABLE: Freshness = { tone: 'old', text: 'The copy cannot be read' };

/** Why the last sync failed; being offline is a state, not a failure. */
function failure({ problem }: SyncView): CommandError | null {
  return problem === null || problem.code === 'offline' ? null : problem;
}

/** What happened, and what to do about it. */
const told = ({ message, hint }: CommandError) => (hint === null ? message : `${message} ${hint}`);

/** Whether a refresh has been since the last complete sync: then there are two ages to tell. */
function isRefreshed(sync: SyncView): sync is SyncView & { openAsOf: string; asOf: string } {
  return sync.asOf !== null && sync.openAsOf !== null && Date.parse(sync.openAsOf) - Date.parse(sync.asOf) > APART_MS;
}

function ago(ms: number): string {
  const past = span(ms);
  return past === null ? 'just now' : `${past} ago`;
}

export interface Copy {
  /** Why it cannot be shown. */
  readonly unreadable: CommandError | null;
  /** Nothing has ever been synced: there is none. */
  readonly none: boolean;
}

/** Everything there is to say about freshness, a sentence a line. */
export function freshnessFacts(sync: SyncView, locale: string, { unreadable, none }: Copy = { unreadable: null, none: false }): string[] {
  const facts: string[] = [];
  const failed = failure(sync);
  if (unreadable) facts.push(told(unreadable));
  // Its note can be put away; the reason stays here until a sync succeeds.
  if (failed) facts.push(`The last sync failed. ${told(failed)}`);
  facts.push(sync.asOf ? `Last complete sync: ${instant(sync.asOf, locale, 'exact')}.` : 'There has been no complete sync yet.');
  if (isRefreshed(sync)) {
    facts.push(`Customers, open cases, unpaid fees and what is new: ${instant(sync.openAsOf, locale, 'exact')}.`);
    facts.push('Closed cases and paid fees are read again once a day.');
  }
  if (sync.partial) facts.push(sync.partial);
  if (sync.connectivity === 'offline') {
    const works = unreadable === null && !none ? ' Search, sort and export work from the copy on this computer.' : '';
    facts.push(`Debitura cannot be reached.${works}`);
  }
  if (sync.lastAttemptAt) facts.push(`Last tried ${instant(sync.lastAttemptAt, locale, 'exact')}.`);
  if (sync.waitUntil) facts.push(`Debitura asks to wait until ${instant(sync.waitUntil, locale, 'time')}.`);
  if (sync.requestsToday > 0) {
    const [used, allowed] = [sync.requestsToday, REQUESTS_A_DAY].map((requests) => requests.toLocaleString(locale));
    facts.push(`${used} of today's ${allowed} requests to Debitura used.`);
  }
  return facts;
}

export interface Remaining {
  readonly text: string;
  readonly soon: boolean;
}

/** On its last day: at what time the session ends, for the bar, and in a sentence. */
export interface Ending {
  readonly time: string;
  readonly text: string;
}

export function ending({ expiresAt }: SessionView, now: number, locale: string): Ending | null {
  if (expiresAt === null || !(Date.parse(expiresAt) - now < LAST_DAY_MS)) return null;
  const time = instant(expiresAt, locale, 'time');
  const day = new Date(expiresAt).getDate() === new Date(now).getDate() ? 'today' : 'tomorrow';
  return { time, text: `Your session ends ${day} at ${time}` };
}

/** How long the session lasts, and what closing the window does to it. */
export function remaining(session: SessionView, now: number, locale: string): Remaining | null {
  const { expiresAt, thisSessionOnly } = session;
  const left = expiresAt === null ? Infinity : Date.parse(expiresAt) - now;
  const soon = left < LAST_DAY_MS;
  const words = span(left);
  if (thisSessionOnly) {
    const end = soon && words !== null ? `, or in ${words}` : '';
    return { text: `Kept for this session only: it ends when you close Partner Desk${end}`, soon };
  }
  if (expiresAt === null) return null;
  if (words === null) return { text: 'Your session ends in less than a minute', soon };
  return { text: `Signed in for another ${words}, until ${instant(expiresAt, locale, 'moment')}`, soon };
}
