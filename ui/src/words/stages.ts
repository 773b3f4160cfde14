/** Where a fee stands, in words. */
import type { EarningsTab, InvoicingMode, RevenueStage } from '../gen/types';
import type { Sign } from './signs';

export interface StageFace {
  /** *Pending* until the partner has invoiced, *Invoiced* until Debitura has paid, then *Paid*. */
  readonly coarse: string;
  /** Tells apart what one coarse word covers; null where it covers one stage. */
  readonly fine: string | null;
  readonly sign: Sign;
  /** What it means and what follows. */
  readonly help: string;
}

const STAGES: Readonly<Record<RevenueStage, StageFace>> = {
  pending: {
    coarse: 'Pending',
    fine: 'not payable yet',
    sign: 'pending',
    help: 'The collection partner has not paid the commission yet. The fee is an estimate that moves with exchange rates.',
  },
  confirmed: {
    coarse: 'Pending',
    fine: 'confirmed, not invoiced',
    sign: 'pending',
    help: 'The commission is confirmed and the fee is final. Debitura invoices the collection partner on the 8th of the month.',
  },
  awaitingCollectionPartner: {
    coarse: 'Pending',
    fine: 'awaiting collection partner',
    sign: 'pending',
    help: 'Debitura has invoiced the collection partner, whose payment is expected within 30 days.',
  },
  readyToInvoice: {
    coarse: 'Pending',
    fine: 'ready to invoice',
    sign: 'ready',
    help: 'You can invoice Debitura for this fee now.',
  },
  awaitingDebitura: {
    coarse: 'Invoiced',
    fine: 'awaiting Debitura',
    sign: 'invoiced',
    help: 'You have invoiced this fee. Debitura’s payment is expected within 20 business days.',
  },
  paid: { coarse: 'Paid', fine: null, sign: 'complete', help: 'Debitura has paid this fee.' },
  disputed: {
    coarse: 'Disputed',
    fine: null,
    sign: 'disputed',
    help: 'This fee is under dispute. It may be cut or reversed, and it is in no other total.',
  },
};

const UNCLASSIFIED: StageFace = {
  coarse: 'Not classified',
  fine: null,
  sign: 'other',
  help: 'Debitura’s statuses of this payment fit no stage, for example because its invoice was credited. It is in no other total.',
};

export function stageFace(stage: RevenueStage | null): StageFace {
  return stage === null ? UNCLASSIFIED : STAGES[stage];
}

/** One line: "Pending, ready to invoice". */
export function stageWords(stage: RevenueStage | null): string {
  const { coarse, fine } = stageFace(stage);
  return fine === null ? coarse : `${coarse}, ${fine}`;
}

export const STAGE_NAMES: readonly (RevenueStage | null)[] = [
  'pending',
  'confirmed',
  'awaitingCollectionPartner',
  'readyToInvoice',
  'awaitingDebitura',
  'paid',
  'disputed',
  null,
];

export const EARNINGS_TABS: readonly EarningsTab[] = [
  'all',
  'ready',
  'awaiting',
  'pending',
  'paid',
  'disputed',
  'unclassified',
];

export const EARNINGS_TAB_LABELS: Readonly<Record<EarningsTab, string>> = {
  all: 'All',
  ready: 'Ready to Invoice',
  awaiting: 'Awaiting Debitura',
  pending: 'Pending',
  paid: 'Paid',
  disputed: 'Disputed',
  unclassified: 'Not classified',
};

const READY: Readonly<Record<InvoicingMode, string>> = {
  payWhenPaid: 'Debitura has received the collection partner’s payment, and you have not invoiced yet.',
  confirmedPipeline: 'The commission is confirmed or Debitura has received it, and you have not invoiced yet.',
};

/** What a card counts, as one sentence. The first one's is that of *Total Earned*. */
export function stageRule(tab: EarningsTab, mode: InvoicingMode): string {
  switch (tab) {
    case 'all':
      return 'Ready to invoice, awaiting Debitura and paid together. What is pending, disputed or not classified is not in it.';
    case 'ready':
      return READY[mode];
    case 'awaiting':
      return 'You have invoiced these fees, and Debitura has not paid them yet.';
    case 'pending':
      return 'Fees that you cannot invoice yet. As long as a commission is not confirmed, the fee is an estimate that moves with exchange rates.';
    case 'paid':
      return 'Debitura has paid these fees.';
    case 'disputed':
      return 'Fees under dispute. They may be cut or reversed, and they are in no other total.';
    case 'unclassified':
      return 'Debitura’s statuses of these payments fit no stage. They are in no other total.';
  }
}
