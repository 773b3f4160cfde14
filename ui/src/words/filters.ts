/** Filters in words: for the chips, and for what was found under them. */
import { cleared, type FilterField, isSet } from '../state/views/fields';
import { civil } from './dates';

export interface Chip<F> {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  /** How many more there are than the words name. */
  readonly more: string;
  /** The filters without it. */
  readonly without: F;
}

/** So many names a chip spells out. */
const NAMES_SHOWN = 2;

export function chips<F>(fields: readonly FilterField<F>[], filters: F, clientName: string | null, locale: string): Chip<F>[] {
  return fields
    .filter((field) => isSet(field, filters))
    .map((field) => ({
      id: field.id,
      label: field.label,
      words: valueWords(field, filters, clientName, locale),
      more: moreWords(field, filters),
      without: cleared(field, filters),
    }));
}

function valueWords<F>(field: FilterField<F>, filters: F, clientName: string | null, locale: string): string {
  switch (field.kind) {
    case 'names':
      return some(field.get(filters).map((name) => name ?? field.none));
    case 'options': {
      const keys = field.get(filters);
      return some(field.options.filter(({ key }) => keys.includes(key)).map(({ label }) => label));
    }
    case 'days': {
      const { from, to } = field.get(filters);
      if (from === to && from !== null) return civil(from, locale);
      if (from === null) return `until ${civil(to ?? '', locale)}`;
      return to === null ? `from ${civil(from, locale)}` : `${civil(from, locale)} to ${civil(to, locale)}`;
    }
    case 'flag':
      // Its name says it all.
      return '';
    case 'client':
      return clientName ?? 'one customer without a name';
  }
}

function some(names: readonly string[]): string {
  return names.slice(0, NAMES_SHOWN).join(', ');
}

/** Apart from the names, which may be cut off; what is left out of them may not. */
function moreWords<F>(field: FilterField<F>, filters: F): string {
  if (field.kind !== 'names' && field.kind !== 'options') return '';
  const rest = field.get(filters).length - NAMES_SHOWN;
  return rest > 0 ? ` and ${rest} more` : '';
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day as a date field gives it; nothing while the year is still being typed. */
export function typedDay(value: string): string | null {
  const match = DAY.exec(value.trim());
  if (!match || Number(match[1]) < 1900) return null;
  const time = new Date(`${value.trim()}T00:00:00Z`);
  // The 30th of February is no day.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value.trim()) ? value.trim() : null;
}

export interface Span {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** Spans that are asked for often, in the computer's zone. */
export function spans(now: number): Span[] {
  const today = new Date(now);
  const [year, month] = [today.getFullYear(), today.getMonth()];
  const day = (y: number, m: number, d: number) => {
    const date = new Date(y, m, d);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  return [
    { label: 'This month', from: day(year, month, 1), to: day(year, month + 1, 0) },
    { label: 'Last month', from: day(year, month - 1, 1), to: day(year, month, 0) },
    { label: 'This year', from: day(year, 0, 1), to: day(year, 12, 0) },
  ];
}
