/**
 * The chart of the earnings: which parts a month has, where they are drawn, and how they are said. What is drawn goes by
 * floating-point numbers, to the pixel; what is said goes by the decimal strings that the program sums up exactly.
 */
import type { ChartMonth, ChartMonths, EarningsChart, EarningsSums, EarningsTab } from '../gen/types';
import { usd } from './earningsCards';
import { count } from './money';
import { EARNINGS_TAB_LABELS } from './stages';

export type PartTab = Exclude<EarningsTab, 'all'>;

/** A part of a month: the fees of one tab, those that are estimates apart. */
export interface PartKind {
  readonly key: string;
  readonly tab: PartTab;
  readonly estimate: boolean;
  readonly label: string;
}

const ORDER: readonly PartTab[] = ['paid', 'awaiting', 'ready', 'pending', 'disputed', 'unclassified'];

/** What is certain stands at the bottom, what is an estimate upon it, and what is in no other total on top. */
const KINDS: readonly PartKind[] = ORDER.flatMap((tab) => [
  { key: tab, tab, estimate: false, label: EARNINGS_TAB_LABELS[tab] },
  { key: `${tab}-estimate`, tab, estimate: true, label: `${EARNINGS_TAB_LABELS[tab]}, estimated` },
]);

export const MONTHS_OFFERED: readonly { value: ChartMonths; label: string }[] = [
  { value: 'twelve', label: '12 months' },
  { value: 'twentyFour', label: '24 months' },
  { value: 'all', label: 'All' },
];

function has(sums: EarningsSums, { tab, estimate }: PartKind): boolean {
  const { count: rows, estimates } = sums[tab];
  return estimate ? estimates > 0 : rows > estimates;
}

const sumsOf = ({ months, before, after, undated }: EarningsChart) => [...months.map(({ sums }) => sums), before, after, undated];

/** The parts that any month has, in the order of the stack. */
export function kindsOf(chart: EarningsChart): readonly PartKind[] {
  return KINDS.filter((kind) => sumsOf(chart).some((sums) => has(sums, kind)));
}

/** Null: too large to be held. */
export function valueOf(sums: EarningsSums, { tab, estimate }: PartKind): string | null {
  return estimate ? sums[tab].estimateUsd : sums[tab].confirmedUsd;
}

export interface Bar {
  readonly kind: PartKind;
  readonly top: number;
  readonly height: number;
}

export interface Scale {
  readonly least: number;
  readonly most: number;
}

const drawn = (value: string | null) => (value === null ? 0 : Number(value));

/** A round number that is not below this one, so that the lines stand at round numbers too. */
function rounded(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 5, 8, 10].find((one) => one * unit >= value) ?? 10;
  return factor * unit;
}

/** Fees can be negative (a payment that was taken back), and then hang below the line. */
export function scaleOf(chart: EarningsChart, kinds: readonly PartKind[]): Scale {
  let [least, most] = [0, 0];
  for (const { sums } of chart.months) {
    const values = kinds.map((kind) => drawn(valueOf(sums, kind)));
    most = Math.max(most, values.filter((value) => value > 0).reduce((sum, value) => sum + value, 0));
    least = Math.min(least, values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0));
  }
  most = rounded(most) || (least < 0 ? 0 : 1);
  least = least < 0 ? -rounded(-least) : 0;
  return { least, most };
}

/** Closer to each other, two numbers beside the lines could not be read. */
const TICK_ROOM = 14;

/** Where a line is drawn, and what it says: zero, both ends, and half of the way to them, each where it has room. */
export function ticksOf(scale: Scale, height: number): readonly number[] {
  const { least, most } = scale;
  const kept: number[] = [];
  for (const one of [0, most, least, most / 2, least / 2]) {
    const at = place(scale, one, height);
    if (kept.every((other) => Math.abs(place(scale, other, height) - at) >= TICK_ROOM)) kept.push(one);
  }
  return kept;
}

export function place({ least, most }: Scale, value: number, height: number): number {
  return height * (1 - (value - least) / (most - least));
}

/** The parts of a month from the line up, and down where they are negative. What is there is seen, however small. */
export function barsOf({ sums }: ChartMonth, kinds: readonly PartKind[], scale: Scale, height: number): readonly Bar[] {
  let [up, down] = [0, 0];
  return kinds.flatMap((kind) => {
    const value = drawn(valueOf(sums, kind));
    if (value === 0) return [];
    const [from, to] = value > 0 ? [up, (up += value)] : [(down += value), down - value];
    const [top, bottom] = [place(scale, to, height), place(scale, from, height)];
    const seen = Math.max(bottom - top, 1.5);
    return [{ kind, top: bottom - seen, height: seen }];
  });
}

const zone = { timeZone: 'UTC' } as const;
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const formats = new Map<string, Intl.DateTimeFormat>();

function monthFormat(locale: string, style: 'short' | 'long' | 'year'): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  let format = formats.get(key);
  if (!format) {
    const options: Intl.DateTimeFormatOptions =
      style === 'year' ? { year: 'numeric' } : style === 'short' ? { month: 'short' } : { month: 'long', year: 'numeric' };
    format = new Intl.DateTimeFormat(locale, { ...options, ...zone });
    formats.set(key, format);
  }
  return format;
}

/** "May 2026". */
export function monthName({ first }: ChartMonth, locale: string): string {
  return monthFormat(locale, 'long').format(noon(first));
}

/** Under the bars: "May", and the year under its first month. */
export function monthMarks({ first }: ChartMonth, at: number, locale: string): { month: string; year: string | null } {
  const date = noon(first);
  const year = at === 0 || first.slice(5, 7) === '01' ? monthFormat(locale, 'year').format(date) : null;
  return { month: monthFormat(locale, 'short').format(date), year };
}

export function tickWords(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

function transactions(rows: number, locale: string): string {
  return `${count(rows, locale)} ${rows === 1 ? 'transaction' : 'transactions'}`;
}

/** "Paid in May 2026: 1,234.00 USD, 12 transactions". */
export function partWords(month: ChartMonth, kind: PartKind, locale: string): string {
  const { count: rows, estimates } = month.sums[kind.tab];
  const own = kind.estimate ? estimates : rows - estimates;
  return `${kind.label}, ${monthName(month, locale)}: ${usd(valueOf(month.sums, kind), locale)} USD, ${transactions(own, locale)}`;
}

/** The whole month, line by line. */
export function monthLines(month: ChartMonth, kinds: readonly PartKind[], locale: string): readonly string[] {
  const own = kinds.filter((kind) => has(month.sums, kind));
  const lines = own.map((kind) => `${kind.label}: ${usd(valueOf(month.sums, kind), locale)} USD`);
  return [`${monthName(month, locale)}: ${transactions(month.sums.all.count, locale)}`, ...lines];
}

/** What no bar stands for. Nothing when every transaction is in one. */
export function outsideWords(chart: EarningsChart, locale: string): string | null {
  const first = chart.months[0];
  const parts = [
    [chart.before, first ? `paid before ${monthName(first, locale)}` : 'paid before'],
    [chart.after, 'dated after this month'],
    [chart.undated, 'without a payment date'],
  ] as const;
  const said = parts.filter(([{ all }]) => all.count > 0).map(([sums, why]) => `${transactions(sums.all.count, locale)} ${why}`);
  return said.length === 0 ? null : `Not shown: ${said.join(', ')}.`;
}
