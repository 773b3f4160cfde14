/** How Debitura gets from the claim to the partner's fee, step by step. Nothing is calculated here. */
import type { PotentialRevenue } from '../gen/types';
import { amountDigits, decimal } from './money';

export interface PotentialStep {
  readonly label: string;
  /** The share of the step before; null for the first. */
  readonly percent: string | null;
  /** In USD, for the eye; null when Debitura gave none. */
  readonly amount: string | null;
}

export function potentialSteps(potential: PotentialRevenue, locale: string): PotentialStep[] {
  const usd = (value: string | null) => (value === null ? null : amountDigits({ value, currency: 'USD' }, locale));
  const percent = (value: string | null) => (value === null ? null : `${decimal(value, locale, 0)} %`);
  return [
    { label: 'The whole claim, in USD', percent: null, amount: usd(potential.grossUsd) },
    {
      label: 'Collection partner’s success fee',
      percent: percent(potential.successFeePercent),
      amount: usd(potential.collectionPartnerUsd),
    },
    { label: 'Debitura’s share of that', percent: percent(potential.platformSharePercent), amount: usd(potential.platformUsd) },
    { label: 'Your share of that', percent: percent(potential.referralPercent), amount: usd(potential.referralUsd) },
  ];
}
