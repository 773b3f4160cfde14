/** What past syncs saw change, in plain words. */
import type { Amount, Change, ChangedPayment, PaymentStatusKind, RevenueStage } from '../gen/types';
import { amountTip } from './cells';
import { instant } from './dates';

/** One change. With `before` and `after` it reads "what: before → after". */
export interface ChangeWords {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  /** Which payment. */
  readonly more?: string | undefined;
}

const STAGES: Readonly<Record<RevenueStage, string>> = {
  pending: 'Pending',
  confirmed: 'Confirmed',
  awaitingCollectionPartner: 'Awaiting collection partner',
  readyToInvoice: 'Ready to invoice',
  awaitingDebitura: 'Invoiced',
  paid: 'Paid',
  disputed: 'Disputed',
};

const STATUSES: Readonly<Record<PaymentStatusKind, string>> = {
  commission: 'Commission',
  platform: 'Debitura’s invoice for it',
  referral: 'Your fee at Debitura',
};

const stageName = (stage: RevenueStage | null) => (stage === null ? 'Not classified' : STAGES[stage]);

export function changeWords(change: Change, locale: string): ChangeWords {
  const text = (value: string | null) => (value === null || value.trim() === '' ? 'none' : value);
  const money = (value: Amount | null) => amountTip(value, locale) ?? 'not given';
  switch (change.kind) {
    case 'listed':
      return { what: change.listed ? 'Came onto Debitura’s list' : 'No longer on Debitura’s list' };
    case 'status':
      return { what: 'Status', before: text(change.before), after: text(change.after) };
    case 'closeCode':
      return { what: 'Outcome', before: text(change.before), after: text(change.after) };
    case 'phase':
      return { what: 'Phase', before: text(change.before), after: text(change.after) };
    case 'collectionPartner':
      return { what: 'Collection partner', before: text(change.before), after: text(change.after) };
    case 'remaining':
      return { what: 'Remaining', before: money(change.before), after: money(change.after) };
    case 'needsInfo':
      return { what: change.needs ? 'Information wanted from the customer' : 'Information no longer wanted from the customer' };
    case 'onboarding':
      return { what: change.done ? 'Onboarding completed' : 'Onboarding open again' };
    case 'madeAnew':
      return { what: 'Customer made anew at Debitura, under another id' };
    case 'feeMoved': {
      const what = `Fee moved from ${stageName(change.before)} to ${stageName(change.after)}`;
      return { what, more: paymentWords(change.payment, locale) };
    }
    case 'paymentStatus':
      return {
        what: STATUSES[change.status],
        before: text(change.before),
        after: text(change.after),
        more: paymentWords(change.payment, locale),
      };
    case 'paymentListed':
      return {
        what: change.listed ? 'Payment reported' : 'Payment no longer on Debitura’s list',
        more: paymentWords(change.payment, locale),
      };
  }
}

function paymentWords({ paid, collected }: ChangedPayment, locale: string): string | undefined {
  const parts = [amountTip(collected, locale), paid === null ? undefined : `paid ${instant(paid, locale, 'day')}`];
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}
