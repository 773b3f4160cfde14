/** The filters that a view offers, as lenses into what it is asked with. Pure. */
import type { ChoiceField } from '../../gen/types';

export interface Days {
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly from: string | null;
  readonly to: string | null;
}

interface Field<F, T> {
  readonly id: string;
  readonly label: string;
  get(filters: F): T;
  with(filters: F, value: T): F;
}

/** Names out of the data, searched for; null stands for the rows that have none. */
export interface NamesField<F> extends Field<F, readonly (string | null)[]> {
  readonly kind: 'names';
  readonly choices: ChoiceField;
  readonly none: string;
}

export interface DaysField<F> extends Field<F, Days> {
  readonly kind: 'days';
}

export interface FlagField<F> extends Field<F, boolean> {
  readonly kind: 'flag';
}

/** A few fixed words; of `one` at most one is chosen. */
export interface OptionsField<F> extends Field<F, readonly string[]> {
  readonly kind: 'options';
  readonly one: boolean;
  readonly options: readonly { readonly key: string; readonly label: string }[];
}

/** One client, set from its page: it can be taken away here and not chosen. */
export interface ClientField<F> extends Field<F, string | null> {
  readonly kind: 'client';
}

export type FilterField<F> = NamesField<F> | DaysField<F> | FlagField<F> | OptionsField<F> | ClientField<F>;

export function isSet<F>(field: FilterField<F>, filters: F): boolean {
  switch (field.kind) {
    case 'names':
    case 'options':
      return field.get(filters).length > 0;
    case 'days': {
      const { from, to } = field.get(filters);
      return from !== null || to !== null;
    }
    case 'flag':
      return field.get(filters);
    case 'client':
      return field.get(filters) !== null;
  }
}

export function cleared<F>(field: FilterField<F>, filters: F): F {
  switch (field.kind) {
    case 'names':
    case 'options':
      return field.with(filters, []);
    case 'days':
      return field.with(filters, { from: null, to: null });
    case 'flag':
      return field.with(filters, false);
    case 'client':
      return field.with(filters, null);
  }
}

/** The values with this one in or out. */
export function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
