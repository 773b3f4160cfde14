/** What can be preferred, and how it is said. */
import type { Density, Environment, ExportProfile } from '../gen/types';
import { span } from './dates';

export interface Option<T> {
  readonly value: T;
  readonly label: string;
  readonly help?: string;
}

export const ENVIRONMENT_WORDS: Readonly<Record<Environment, string>> = {
  production: 'Production',
  test: 'Test',
  custom: 'The address given when the app was started',
};

export const PROFILES: readonly Option<ExportProfile>[] = [
  { value: 'excel', label: 'For Excel', help: 'marks of your region' },
  { value: 'plain', label: 'Plain CSV', help: 'comma and point' },
];

export const DENSITIES: readonly Option<Density>[] = [
  { value: 'comfortable', label: 'Comfortable', help: 'room to breathe' },
  { value: 'compact', label: 'Compact', help: 'more rows at once' },
];

const MINUTE_MS = 60_000;
const SYNC_MINUTES = [5, 10, 15, 30, 60, 120, 240];
const IDLE_MINUTES = [5, 15, 30, 60, 240];

/** What is offered, and what is chosen, should the settings file say something else. */
function withChosen(offered: readonly number[], chosen: number | null): readonly number[] {
  return chosen === null || offered.includes(chosen) ? offered : [...offered, chosen].sort((a, b) => a - b);
}

export function syncOptions(chosen: number): readonly Option<number>[] {
  return withChosen(SYNC_MINUTES, chosen).map((minutes) => ({ value: minutes, label: `Every ${long(minutes)}` }));
}

export function idleOptions(chosen: number | null): readonly Option<number | null>[] {
  const offered = withChosen(IDLE_MINUTES, chosen).map((minutes) => ({ value: minutes, label: `After ${long(minutes)}` }));
  return [{ value: null, label: 'Never' }, ...offered];
}

function long(minutes: number): string {
  return minutes % 60 === 0 ? (span(minutes * MINUTE_MS) ?? '') : `${minutes} minute${minutes === 1 ? '' : 's'}`;
}

/** A typed number of days; null when it is none. What the bounds are, the program says. */
export function typedDays(text: string): number | null {
  const digits = text.trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}

export const NOT_DAYS = 'Write a whole number of days, such as 14.';

export const NOTIFY = {
  means: 'When a refresh brings something while I am elsewhere',
  help: 'In numbers only, such as “1 fee is ready to invoice and 3 cases changed status”: no names, no references, no amounts.',
} as const;
