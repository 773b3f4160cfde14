/** The made-up answers about fees in the few words of a table's cell. */
import type { FeeAnswer, FeeOutlook, FeeReason } from '../../gen/types';

/** What an explanation says, by the words that it has. */
const SHORT: readonly (readonly [string, string])[] = [
  ['has not paid the commission', 'commission not paid'],
  ['has not invoiced the collection partner', 'to be invoiced by Debitura'],
  ['has invoiced the collection partner', 'collection partner has to pay'],
  ['where its fee stands', 'payment status not known'],
  ['was made before Debitura linked', 'older than the link'],
  ['nothing more worth trying', 'closed without recovery'],
  ['onboarding with Debitura', 'onboarding open'],
  ['Nothing has been collected', 'nothing collected'],
  ['money seems to have come in', 'money came in, no payment shown'],
  ['as attributed to you', 'not attributed'],
  ['has no cases', 'no cases'],
];

const short = ({ explanation }: FeeReason) => SHORT.find(([words]) => explanation.includes(words))?.[1] ?? null;

export function outlookOf({ verdict, reasons }: FeeAnswer): FeeOutlook {
  const speaksForItself = ['disputed', 'ready', 'invoiced', 'paid', 'credited'].includes(verdict);
  const doubt = reasons.find(({ certainty }) => certainty === 'cannotBeTold');
  const deciding = speaksForItself ? undefined : ((verdict === 'cannotBeTold' ? doubt : undefined) ?? reasons[0]);
  const certainty = deciding?.certainty ?? 'certain';
  const because = deciding ? short(deciding) : null;
  return { verdict, because: because !== null && certainty === 'likely' ? `${because}, likely` : because, certainty };
}
