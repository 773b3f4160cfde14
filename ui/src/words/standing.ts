/** What a client's two states mean for its cases and the fees. Contract sections 12 and 14. */
import type { ClientRow } from '../gen/types';

export function onboardingMeans({ onboardingDone }: ClientRow): string {
  return onboardingDone
    ? 'The SDCA is signed, so its cases can go to a collection partner.'
    : 'The SDCA is not signed yet, so its cases wait and nothing is collected. The customer signs it behind its onboarding link.';
}

export function attributionMeans({ attributed }: ClientRow): string {
  return attributed
    ? 'You brought this customer to Debitura: a fee can come from every one of its cases, however they were handed in.'
    : 'The customer was at Debitura before: a fee can only come from cases that were handed in through you. Which ones these are is not in Debitura’s data.';
}
