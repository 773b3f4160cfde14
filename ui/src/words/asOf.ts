/** How fresh one case or client is. Never sounds fresher than it is, and a failed refresh never blocks the page. */
import type { Fresh } from '../state/detail';
import { instant, span } from './dates';

export interface AsOf {
  readonly text: string;
  /** The exact moment. */
  readonly exact: string | undefined;
  readonly tone: 'plain' | 'busy' | 'failed';
}

export interface Confirmed {
  /** UTC, ISO 8601; null: never. */
  readonly at: string | null;
  readonly fresh: Fresh;
  readonly offline: boolean;
  readonly now: number;
}

/** For a page. `what` it is about ("this case"): the lists have an age of their own, which stands in the same window. */
export function asOf(confirmed: Confirmed, locale: string, what: string): AsOf {
  const { at, fresh, offline } = confirmed;
  const when = `${what} ${at === null ? 'as it was first seen, never confirmed since' : `as of ${ago(at, confirmed.now)}`}`;
  const exact = exactly(at, locale);
  switch (fresh.state) {
    case 'reading':
      return { text: `Asking Debitura for the newest; ${when}`, exact, tone: 'busy' };
    case 'failed':
      return { text: `Could not be refreshed: ${clause(fresh.problem.message)}; ${when}.`, exact, tone: 'failed' };
    case 'none':
    case 'read':
      return { text: offline ? `Offline: ${when}` : `${when.charAt(0).toUpperCase()}${when.slice(1)}`, exact, tone: 'plain' };
  }
}

/** For an onboarding link: a stored one may have been overtaken (contract section 14). */
export function linkAge({ at, fresh, offline, now }: Confirmed, locale: string): AsOf {
  const when = at === null ? 'Never confirmed' : `Last confirmed ${ago(at, now)}`;
  const doubtful = `${when}, and may have been replaced since.`;
  const exact = exactly(at, locale);
  switch (fresh.state) {
    case 'reading':
      return { text: `Asking Debitura whether it still holds. ${when}.`, exact, tone: 'busy' };
    case 'failed':
      return { text: `Could not be refreshed: ${clause(fresh.problem.message)}. ${doubtful}`, exact, tone: 'failed' };
    case 'read':
      return { text: at === null ? `${when}.` : `Confirmed with Debitura ${ago(at, now)}.`, exact, tone: 'plain' };
    case 'none':
      return { text: offline ? `Offline. ${doubtful}` : `${when}.`, exact, tone: 'plain' };
  }
}

function ago(at: string, now: number): string {
  const past = span(Math.max(now - Date.parse(at), 0));
  return past === null ? 'just now' : `${past} ago`;
}

function exactly(at: string | null, locale: string): string | undefined {
  return at === null ? undefined : `Last confirmed ${instant(at, locale, 'exact')}`;
}

/** A sentence as a part of another one. */
function clause(sentence: string): string {
  return sentence.replace(/[.\s]+$/, '');
}
