/** How old the data is, in words. Never sounds fresher or more complete than it is. */
import type { SessionView, SyncView } from '../gen/types';
import { instant, span } from './dates';

const OLD_MS = 60 * 60_000;
const LAST_DAY_MS = 24 * 60 * 60_000;

export interface Freshness {
  readonly tone: 'fresh' | 'old' | 'offline' | 'none';
  readonly text: string;
}

export function freshness(sync: SyncView, now: number): Freshness {
  const offline = sync.connectivity === 'offline';
  if (sync.asOf === null) {
    if (sync.running) return { tone: 'none', text: 'First sync is running' };
    if (sync.partial) return { tone: 'old', text: offline ? 'Offline: data is incomplete' : 'Data is incomplete' };
    return { tone: offline ? 'offline' : 'none', text: offline ? 'Offline: nothing synced yet' : 'Not synced yet' };
  }
  const age = Math.max(now - Date.parse(sync.asOf), 0);
  const past = span(age);
  const asOf = `as of ${past === null ? 'just now' : `${past} ago`}${sync.partial ? ', incomplete' : ''}`;
  if (offline) return { tone: 'offline', text: `Offline: showing data ${asOf}` };
  return { tone: age > OLD_MS || sync.partial ? 'old' : 'fresh', text: `A${asOf.slice(1)}` };
}

/** Everything there is to say about freshness, a sentence a line. */
export function freshnessFacts(sync: SyncView, locale: string): string[] {
  const facts: string[] = [];
  facts.push(sync.asOf ? `Last complete sync: ${instant(sync.asOf, locale, 'exact')}.` : 'There has been no complete sync yet.');
  if (sync.partial) facts.push(sync.partial);
  if (sync.connectivity === 'offline') facts.push('Debitura cannot be reached. Search, sort and export work from the copy on this computer.');
  if (sync.lastAttemptAt) facts.push(`Last tried ${instant(sync.lastAttemptAt, locale, 'exact')}.`);
  if (sync.waitUntil) facts.push(`Debitura asks to wait until ${instant(sync.waitUntil, locale, 'time')}.`);
  return facts;
}

export interface Remaining {
  readonly text: string;
  readonly soon: boolean;
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
