/** The comparison of our sums with Debitura's own, in words. */
import type { StageDifference, SummaryCheck } from '../gen/types';
import { instant } from './dates';
import { usd } from './earningsCards';
import { count } from './money';
import { stageWords } from './stages';

export function checkLine({ at, differences }: SummaryCheck, locale: string): string {
  if (at === null) return 'Debitura sent no sums of its own yet, so these could not be compared.';
  const when = instant(at, locale, 'moment');
  if (differences.length === 0) return `Agrees with Debitura’s own sums of ${when}.`;
  const stages = `${count(differences.length, locale)} ${differences.length === 1 ? 'stage' : 'stages'}`;
  return `Differs from Debitura’s own sums of ${when} in ${stages}`;
}

export interface DifferenceWords {
  readonly stage: string;
  readonly here: string;
  readonly there: string;
}

export function differenceWords(difference: StageDifference, locale: string): DifferenceWords {
  const { stage, here, hereUsd, there, thereUsd } = difference;
  const side = (many: number | null, sum: string | null) =>
    [many === null ? null : count(many, locale), sum === null ? null : `${usd(sum, locale)} USD`]
      .filter((one) => one !== null)
      .join(' · ') || 'not sent';
  return {
    stage: stageWords(stage),
    here: side(here, hereUsd),
    there: side(there, thereUsd),
  };
}
