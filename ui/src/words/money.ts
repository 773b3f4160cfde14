/** Amounts for the eye: grouped as the locale does it, and never through a floating-point number. */
import type { Amount } from '../gen/types';

interface Marks {
  readonly whole: Intl.NumberFormat;
  readonly point: string;
  readonly minus: string;
}

const marksByLocale = new Map<string, Marks>();
const digitsByCurrency = new Map<string, number>();

function marksOf(locale: string): Marks {
  let marks = marksByLocale.get(locale);
  if (!marks) {
    const parts = new Intl.NumberFormat(locale).formatToParts(-1.5);
    const sign = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
    marks = {
      whole: new Intl.NumberFormat(locale, { useGrouping: true }),
      point: sign('decimal', '.'),
      minus: sign('minusSign', '-'),
    };
    marksByLocale.set(locale, marks);
  }
  return marks;
}

function digitsOf(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    try {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
      digits = maximumFractionDigits ?? 2;
    } catch {
      digits = 2;
    }
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** A decimal string with the locale's marks; digits beyond `least` stay as long as they say something. */
export function decimal(value: string, locale: string, least: number): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(value);
  if (!match) return value;
  const [, sign = '', whole = '0', rest = ''] = match;
  const { whole: format, point, minus } = marksOf(locale);
  const fraction = rest.replace(/0+$/, '').padEnd(least, '0');
  const isZero = /^0*$/.test(whole + rest);
  return (sign && !isZero ? minus : '') + format.format(BigInt(whole)) + (fraction ? point + fraction : '');
}

/** A sum, to the millionth; null where one of them is no plain number. */
export function added(values: readonly string[]): string | null {
  let total = 0n;
  for (const value of values) {
    const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(value);
    if (!match) return null;
    const micros = BigInt(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`);
    total += match[1] ? -micros : micros;
  }
  const digits = String(total < 0n ? -total : total).padStart(7, '0');
  return `${total < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export function amountDigits(amount: Amount, locale: string): string {
  return decimal(amount.value, locale, digitsOf(amount.currency));
}

export function count(value: number, locale: string): string {
  return marksOf(locale).whole.format(value);
}
