/** Why there is no fee, or where it stands, in words. The reasons themselves come as sentences. PRODUCT.md 7. */
import type { FeeCertainty, FeeOutlook, FeeReason, FeeVerdict } from '../gen/types';
import { amountTip, COMING, type CellFace } from './cells';
import { instant } from './dates';
import { count } from './money';
import type { Sign } from './signs';

export interface FeeFace {
  /** As a table shows it, and the head of a page. */
  readonly label: string;
  readonly sign: Sign;
  /** The whole answer in one sentence. */
  readonly lead: string;
  /** Whether there is a fee to speak of, so that nobody asks why there is none. */
  readonly isThere: boolean;
}

const FACES: Readonly<Record<FeeVerdict, FeeFace>> = {
  disputed: { label: 'Disputed', sign: 'disputed', lead: 'There is a fee, and it is disputed.', isThere: true },
  ready: { label: 'Ready to invoice', sign: 'ready', lead: 'There is a fee that you can invoice now.', isThere: true },
  invoiced: { label: 'Invoiced', sign: 'invoiced', lead: 'There is a fee. You have invoiced it, and Debitura has not paid it yet.', isThere: true },
  onItsWay: { label: 'On its way', sign: 'pending', lead: 'A fee is on its way. You cannot invoice it yet.', isThere: true },
  paid: { label: 'Paid', sign: 'complete', lead: 'Debitura has paid a fee.', isThere: true },
  notYet: { label: 'Not yet', sign: 'pending', lead: 'There is no fee yet, and one can still come.', isThere: false },
  credited: { label: 'Credited', sign: 'other', lead: 'The commission was taken back. As it stands, no fee comes of it.', isThere: false },
  noneExpected: { label: 'None expected', sign: 'closed', lead: 'No fee is to be expected.', isThere: false },
  cannotBeTold: { label: 'Cannot be told', sign: 'other', lead: 'The synced data do not decide whether there will be a fee.', isThere: false },
};

export const feeFace = (verdict: FeeVerdict): FeeFace => FACES[verdict];

/** As a cell of a table says it, in the words of a file and a copy. */
export function outlookFace(outlook: FeeOutlook | null): CellFace {
  if (outlook === null) return COMING;
  const { label, sign } = FACES[outlook.verdict];
  return { text: label, look: sign, sign, aside: outlook.because === null ? undefined : `·\u00a0${outlook.because}` };
}

export function outlookTip(outlook: FeeOutlook | null): string | undefined {
  if (outlook === null) return undefined;
  const { lead } = FACES[outlook.verdict];
  const { because } = outlook;
  return because === null ? lead : `${lead} ${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
}

/** Over the reasons: where there is a fee, each of them says so itself. */
export const feeVerdict = (verdict: FeeVerdict): string => (FACES[verdict].isThere ? FACES[verdict].label : FACES[verdict].lead);

export const feeTitle = (verdict: FeeVerdict): string => (FACES[verdict].isThere ? 'Fee' : 'Why is there no fee?');

export const CERTAINTY: Readonly<Record<FeeCertainty, string>> = {
  certain: 'Certain',
  likely: 'Likely',
  cannotBeTold: 'Cannot be told from the synced data',
};

/** The dates and amounts that a reason rests on, each a few words. */
export function feeFacts({ payments, created, linked, closed, recovered }: FeeReason, locale: string): string[] {
  const day = (what: string, at: string | null) => (at === null ? [] : [`${what} ${instant(at, locale, 'day')}`]);
  return [
    ...(payments === null ? [] : [`${count(payments, locale)} ${payments === 1 ? 'payment' : 'payments'}`]),
    ...day('Case created', created),
    ...day('Customer linked', linked),
    ...day('Closed', closed),
    ...(recovered === null ? [] : [`${amountTip(recovered, locale)} came in`]),
  ];
}
