/** The lines of the palette, and what it found in a sentence. */
import type { Cell } from '../gen/types';
import type { IconName } from '../parts/Icon.svelte';
import type { PaletteModel } from '../state/palette';
import type { Entry } from '../state/paletteEntries';
import { queryOf } from '../state/savedView';
import { VIEWS } from '../state/views';
import { dollars } from './cells';
import { onboardingLabel } from './clientCells';
import { countWords } from './found';
import { count } from './money';
import { viewWords } from './savedViews';
import type { Sign } from './signs';
import { stageFace } from './stages';

export interface Line {
  readonly icon: IconName;
  readonly reference?: Cell | null;
  /** Null: it has no name. */
  readonly main: Cell | null;
  /** In place of a name. */
  readonly without?: string;
  readonly beside?: Cell | null;
  readonly sign?: Sign;
  readonly figure?: string;
  readonly estimate?: boolean;
  readonly end?: string;
  /** After it, and the first to give way: nobody looks for a case by it. */
  readonly more?: string;
}

/** Which of the two names gives way: the one that was not found, where the other was. */
export function yielding({ main, beside }: Line): 'main' | 'beside' | null {
  const [first, second] = [main, beside].map((cell) => (cell?.hits.length ?? 0) > 0);
  return first === second ? null : first ? 'beside' : 'main';
}

const words = (text: string): Cell => ({ text, hits: [] });
/** Blanks alone cannot be pointed at. A long one is cut by the line; ten thousand characters are cut here. */
const MOST = 200;
/** No half of a character is left at the end. */
const cut = (text: string) => (text.length > MOST ? `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}…` : text);
const shown = (cell: Cell | null): Cell | null => (cell === null || cell.text.trim() === '' ? null : { ...cell, text: cut(cell.text) });

export function lineOf(entry: Entry, locale: string): Line {
  switch (entry.kind) {
    case 'case': {
      const { reference, creditorReference, debtor, customer, status, closeCode } = entry.row;
      // What was searched for has to be seen: where it is the customer's reference, that stands there.
      const own = creditorReference && creditorReference.hits.length > 0 ? creditorReference : debtor;
      return {
        icon: 'case',
        reference: shown(reference) ?? words('–'),
        // As in the lines of fees, and as the heading of the page: who calls comes first.
        main: shown(customer),
        without: 'No customer',
        beside: shown(own),
        sign: status.tab,
        // That a case has ended is half an answer.
        end: cut(status.label),
        ...(status.tab === 'closed' && closeCode ? { more: `· ${cut(closeCode)}` } : {}),
      };
    }
    case 'client': {
      const { row } = entry;
      const hit = [row.registrationNumber, row.email, row.tenant].find((cell) => cell !== null && cell.hits.length > 0);
      const beside = hit ?? (row.country === null ? null : words(row.country));
      return {
        icon: 'person',
        main: shown(row.customer),
        without: 'No name',
        beside: shown(beside),
        sign: row.onboardingDone ? 'complete' : 'pending',
        end: `Onboarding ${onboardingLabel(row).toLowerCase()}`,
      };
    }
    case 'fee': {
      const { row } = entry;
      const { coarse, sign } = stageFace(row.stage);
      const fee = row.fee && dollars(row.fee, locale);
      return {
        icon: 'fee',
        reference: shown(row.reference) ?? words('–'),
        main: shown(row.customer),
        without: 'No customer',
        beside: shown(row.debtor === null ? null : words(row.debtor)),
        sign,
        ...(fee ? { figure: `${fee.text} ${row.fee?.currency ?? ''}`.trim(), estimate: row.isEstimate } : {}),
        end: coarse,
      };
    }
    case 'more':
      return { icon: 'list', main: words(`and ${count(entry.rows, locale)} more in ${VIEWS[entry.view].title}`) };
    case 'view': {
      const { saved, label } = entry;
      const { view } = saved.shows;
      return {
        icon: 'bookmark',
        main: label,
        beside: words(viewWords(view, queryOf(saved, view), saved.clientName, locale)),
        end: VIEWS[view].title,
      };
    }
    case 'command':
      return { icon: 'command', main: entry.label };
  }
}

/** What was found, for whoever hears the list, and for whoever sees that nothing is in it. */
export function paletteWords({ text, found, problem }: PaletteModel['shown'], entries: number, locale: string): string {
  if (problem || text.trim() === '') return '';
  if (entries === 0) return `Nothing matches “${text.trim()}”`;
  if (!found) return '';
  const { casesTotal, clientsTotal, earningsTotal } = found;
  const parts = [
    ...(casesTotal > 0 ? [countWords('cases', casesTotal, locale)] : []),
    ...(clientsTotal > 0 ? [countWords('clients', clientsTotal, locale)] : []),
    ...(earningsTotal > 0 ? [countWords('earnings', earningsTotal, locale)] : []),
  ];
  return parts.length > 0 ? `Found ${parts.join(', ')}` : '';
}
