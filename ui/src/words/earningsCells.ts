/** The cells of the Earnings table and what they mean. */
import type { EarningsColumn, EarningsRow } from '../gen/types';
import { amount, amountTip, type CellFace, day, dollars, exactly, found, percent, plain } from './cells';
import { stageFace, stageWords } from './stages';

export function earningsFace(row: EarningsRow, column: EarningsColumn, locale: string, brief = false): CellFace {
  switch (column) {
    case 'reference':
      return found(row.reference, 'reference');
    case 'customer':
      return found(row.customer, 'name');
    case 'debtor':
      return plain(row.debtor, 'name');
    case 'collected':
      return amount(row.collected, locale);
    case 'fee':
      return { ...dollars(row.fee, locale), estimate: row.isEstimate && row.fee !== null };
    case 'feePercent':
      return percent(row.feePercent, locale, 'digits');
    case 'stage': {
      const { coarse, fine, sign } = stageFace(row.stage);
      return { text: coarse, look: sign, sign, aside: fine === null ? undefined : `·\u00a0${fine}` };
    }
    case 'paid':
      return day(row.paid, locale, brief);
  }
}

export const ESTIMATE = 'An estimate: it moves with exchange rates until the commission is confirmed';

export function earningsTip(row: EarningsRow, column: EarningsColumn, locale: string): string | undefined {
  switch (column) {
    case 'customer':
      return row.customer?.text;
    case 'debtor':
      return row.debtor ?? undefined;
    case 'collected':
      return amountTip(row.collected, locale);
    case 'fee': {
      const whole = amountTip(row.fee, locale);
      return whole !== undefined && row.isEstimate ? `${whole}. ${ESTIMATE}.` : whole;
    }
    case 'stage':
      return `${stageWords(row.stage)}. ${stageFace(row.stage).help}`;
    case 'paid':
      return exactly(row.paid, locale);
    default:
      return undefined;
  }
}

export function earningsMeaning(row: EarningsRow): string {
  const help = stageFace(row.stage).help;
  return row.reference ? `${row.reference.text}: ${help}` : help;
}
