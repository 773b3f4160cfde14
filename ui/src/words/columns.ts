/** The columns of the tables: their headings, widths and first sort direction. */
import type { CaseColumn, ClientColumn, EarningsColumn } from '../gen/types';

export interface ColumnFace {
  readonly label: string;
  /** In a window that has the room for all of them, in pixels. */
  readonly width: number;
  /** In a smaller one, where names have what is left over; less makes the table scroll sideways instead. */
  readonly least: number;
  /** Share of the room that is left over; columns with one are as wide as that makes them. */
  readonly grow: number;
  readonly align: 'start' | 'end';
  /** Numbers and dates start with the largest and newest. */
  readonly descending: boolean;
  /** What a date has to have to be written in full: below, it stands in digits alone. */
  readonly whole?: number;
  /** In a window that is too small for all of them the first to go; the least one goes first. */
  readonly yields?: number;
  /** For the rows at hand, and only where it is shown: rows cannot be put in order by it. */
  readonly workedOut?: true;
}

/** Names are what one looks for: dates and digits give way to them in a small window, and they take all that is left over. */
const name = (label: string, least: number, grow: number): ColumnFace => ({
  label,
  width: Math.round(least * 1.25),
  least,
  grow,
  align: 'start',
  descending: false,
});
const text = (label: string, width: number, least = width): ColumnFace => ({
  label,
  width,
  least,
  grow: 0,
  align: 'start',
  descending: false,
});
const date = (label: string, width = 104, least = 80): ColumnFace => ({ ...text(label, width, least), descending: true, whole: 98 });
const number = (label: string, width: number, least = width): ColumnFace => ({
  ...text(label, width, least),
  align: 'end',
  descending: true,
});

const feeOutlook: ColumnFace = { ...name('Fee outlook', 164, 6), workedOut: true };

/** Why a press on its heading changes nothing. */
export const UNSORTED = 'Cannot be sorted by: it is worked out for the rows on screen';

export const CASE_COLUMNS: Readonly<Record<CaseColumn, ColumnFace>> = {
  reference: text('Case reference', 120, 98),
  // Two companies of one group differ in their last words.
  customer: name('Customer', 170, 6),
  debtor: name('Debtor', 120, 5),
  amount: number('Invoice amount', 156, 134),
  // With the outcome of a closed case, which is what one asks about.
  status: name('Status', 190, 7),
  collectionPartner: { ...name('Collection partner', 86, 4), yields: 1 },
  created: { ...date('Created'), yields: 2 },
  lastActivity: date('Last activity', 112, 96),
  remaining: number('Remaining', 156, 134),
  creditorReference: name('Customer’s reference', 96, 3),
  country: name('Country', 84, 3),
  phase: text('Phase', 110, 84),
  due: date('Due'),
  collectionStarted: date('Collection started', 144),
  closed: date('Closed'),
  closeCode: name('Close code', 110, 6),
  expectedFee: number('Expected fee', 116, 84),
  feeOutlook,
};

export const CLIENT_COLUMNS: Readonly<Record<ClientColumn, ColumnFace>> = {
  customer: name('Customer', 160, 5),
  onboarding: text('Onboarding Status', 144, 122),
  attribution: text('Attribution', 116, 108),
  linked: date('Linked on', 108, 82),
  cases: number('Cases (open / all)', 138, 124),
  earned: number('Earned (USD)', 128, 104),
  country: name('Country', 72, 2),
  registrationNumber: { ...name('Reg. no.', 78, 2), yields: 2 },
  // Of two addresses that begin alike, the half that is cut is the one that tells them apart.
  email: { ...name('E-mail', 144, 4), width: 144, yields: 1 },
  feeOutlook,
};

export const EARNINGS_COLUMNS: Readonly<Record<EarningsColumn, ColumnFace>> = {
  reference: text('Case reference', 120, 98),
  customer: name('Customer', 136, 4),
  debtor: name('Debtor', 96, 3),
  // An amount that is cut off reads as another one: eight digits and a currency; of fees eight, or an estimate's mark and five.
  collected: number('Collected', 152, 136),
  fee: number('Fee (USD)', 140, 112),
  feePercent: { ...number('Fee %', 80, 66), yields: 1 },
  // The fine stage too: pending and pending are not the same.
  stage: { ...name('Revenue Stage', 170, 6), width: 238 },
  paid: date('Payment date', 116, 104),
};

/** A column of the table and the width that somebody gave it. */
export interface Sized {
  readonly face: ColumnFace;
  readonly width: number | null;
}

export interface Layout {
  /** How wide each column is, in pixels. */
  readonly widths: readonly number[];
  /** The least width of a row. */
  readonly width: number;
  /** Which of the columns, by their places, hold dates that have no room to be written in full. */
  readonly brief: readonly number[];
}

/** `room`: how wide the table is, in pixels; 0: nobody knows yet. A width that was chosen is exact. */
export function layout(columns: readonly Sized[], room: number): Layout {
  const wanted = columns.reduce((all, { face, width }) => all + (width ?? face.width), 0);
  const isTight = room > 0 && wanted > room;
  const own = columns.map(({ face, width }) => width ?? (isTight || face.grow > 0 ? face.least : face.width));
  const width = own.reduce((all, one) => all + one, 0);
  return {
    widths: grown(columns, own, room - width),
    width,
    brief: columns.flatMap(({ face }, at) => ((own[at] ?? 0) < (face.whole ?? 0) ? [at] : [])),
  };
}

/**
 * What is left over goes to the columns that can use it, by shares, so that none is below its own width. In whole pixels,
 * and worked out here and not by the engine: cells that are told their place are laid out in half the time.
 */
function grown(columns: readonly Sized[], own: readonly number[], over: number): readonly number[] {
  const share = columns.map(({ face, width }) => (width === null ? face.grow : 0));
  const widths = [...own];
  let taking = share.flatMap((grow, at) => (grow > 0 ? [at] : []));
  if (over <= 0 || taking.length === 0) return widths;
  for (;;) {
    const shares = taking.reduce((all, at) => all + (share[at] ?? 0), 0);
    const room = taking.reduce((all, at) => all + (own[at] ?? 0), over);
    const fit = (at: number) => Math.floor((room * (share[at] ?? 0)) / shares);
    const still = taking.filter((at) => fit(at) >= (own[at] ?? 0));
    if (still.length < taking.length) {
      taking = still;
      continue;
    }
    const last = taking.at(-1);
    for (const at of taking) widths[at] = fit(at);
    if (last !== undefined) widths[last] = room - taking.slice(0, -1).reduce((all, at) => all + fit(at), 0);
    return widths;
  }
}

/** Of a row, on both sides together. */
export const ROW_PADDING = 32;

/**
 * Which columns a table `room` pixels wide leaves out, so that the others need not be pushed sideways. None where that
 * would not be enough: whoever has to scroll aside in any case finds everything there.
 */
export function leftOut<C extends string>(columns: readonly C[], faces: Readonly<Record<C, ColumnFace>>, room: number): readonly C[] {
  let missing = columns.reduce((all, column) => all + faces[column].least, ROW_PADDING) - room;
  if (room === 0 || missing <= 0) return [];
  const out: C[] = [];
  for (const column of columns.filter((one) => faces[one].yields).sort((a, b) => (faces[a].yields ?? 0) - (faces[b].yields ?? 0))) {
    out.push(column);
    missing -= faces[column].least;
    if (missing <= 0) return out;
  }
  return [];
}

/** The two directions of a column, in words: ascending, descending. */
export function sortWords({ align, descending }: ColumnFace): readonly [string, string] {
  if (align === 'end') return ['Smallest first', 'Largest first'];
  return descending ? ['Oldest first', 'Newest first'] : ['A to Z', 'Z to A'];
}
