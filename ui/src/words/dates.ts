/** Instants in the computer's own zone, calendar dates in none. */

/** `brief`: a day in digits alone. */
type Style = 'brief' | 'day' | 'exact' | 'moment' | 'time';

const OPTIONS: Record<Style, Intl.DateTimeFormatOptions> = {
  brief: { day: '2-digit', month: '2-digit', year: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  time: { timeStyle: 'short' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, style: Style, zone?: string): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${zone ?? ''}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...OPTIONS[style], ...(zone ? { timeZone: zone } : {}) });
    formats.set(key, found);
  }
  return found;
}

/** An instant, ISO 8601; what cannot be read is shown as it came. */
export function instant(iso: string, locale: string, style: Style): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : format(locale, style).format(time);
}

/** A calendar date, `YYYY-MM-DD`: noon UTC shown in UTC is the same day everywhere. */
export function civil(date: string, locale: string, style: 'brief' | 'day' = 'day'): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return date;
  return format(locale, style, 'UTC').format(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 12));
}

const usable = new Map<string, string>();

/** The operating system's locale, or a sensible one when the engine does not know it. */
export function usableLocale(tag: string): string {
  let found = usable.get(tag);
  if (found === undefined) {
    try {
      found = Intl.DateTimeFormat.supportedLocalesOf([tag])[0] ?? 'en-GB';
    } catch {
      found = 'en-GB';
    }
    usable.set(tag, found);
  }
  return found;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const several = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'}`;

/** "12 minutes", "3 hours", "2 days"; under a minute: null. */
export function span(ms: number): string | null {
  if (ms < MINUTE_MS) return null;
  if (ms < HOUR_MS) return several(Math.floor(ms / MINUTE_MS), 'minute');
  if (ms < 2 * DAY_MS) return several(Math.floor(ms / HOUR_MS), 'hour');
  return several(Math.floor(ms / DAY_MS), 'day');
}
