/** What happens next with a case, and who has to do it: what an account manager says on the telephone. */
import type { CaseRow, ClientRow } from '../gen/types';
import { count } from './money';
import { isMerged } from './status';

/** Contract section 9, labels in lower case. */
const PENDING: Readonly<Record<string, string>> = {
  'pending contract signing':
    'The customer signs the SDCA behind its onboarding link. Then a collection partner is assigned; until then nothing is collected.',
  'pending verification internal': 'Debitura finishes its check, then a collection partner is assigned.',
  'pending verification': 'The check is finished, then a collection partner is assigned.',
  'more info required': 'The customer supplies what is missing at Debitura. Until then the case waits.',
  'collecting quotes': 'Collection partners send their quotes, then the customer chooses one.',
  'pending quote by partner': 'Collection partners send their quotes, then the customer chooses one.',
  'pending quote selection': 'The customer chooses a quote at Debitura. Until then the case waits.',
  'quote given by partner': 'The customer chooses a quote at Debitura. Until then the case waits.',
};

/** In these, once it has signed. */
const NOTHING_TO_DO: readonly string[] = ['pending verification internal', 'pending verification'];

/** How a case ended: what is said when no payment is recorded for it, and what when some are. */
interface Ending {
  readonly none: string;
  /** In front of the payments. */
  readonly some: string;
}

/** Without recovery, and yet something may have come in before: then it is the rest that nobody pursues. */
const unpaid = (why: string, more = ''): Ending => ({
  none: `It ended without recovery: ${why}.${more}`,
  some: `It was closed without further recovery: ${why}.${more}`,
});

/** Nothing can have come in, and where something did, the two do not agree. */
const neverBegun = (why: string, more = ''): Ending => ({
  none: `Nothing was collected: ${why}.${more}`,
  some: `Debitura closed it as one for which nothing was collected: ${why}. The payments do not agree with that; ask Debitura.`,
});

const paid = (how: string): Ending => {
  const ended = `Debitura closed it as ${how}. Nothing more happens in this case`;
  return {
    none: `${ended}. No payment is recorded for it here; what that means for your fee is told below.`,
    some: `${ended}; the fees below show what it earns you.`,
  };
};

/** Contract section 10, labels in lower case and with plain hyphens. Only two of them mean that money came in. */
const CLOSED: Readonly<Record<string, Ending>> = {
  paid: paid('paid'),
  'partially paid': paid('paid in part; the rest is not pursued'),
  'case never started': neverBegun('the case was never taken on', ' Whoever wants it collected hands in a new case.'),
  'case never started - internal': neverBegun(
    'the case was never taken on',
    ' This is also how waiting cases end when the customer’s link is withdrawn.',
  ),
  'invalid case data': neverBegun(
    'the case was never taken on',
    ' What was handed in could not be used; a new case with the right data is the way on.',
  ),
  'debtor insolvent/bankrupt': unpaid(
    'the debtor is insolvent',
    ' The customer may be able to register the claim in the insolvency proceedings.',
  ),
  'debtor untraceable': unpaid('the debtor could not be found', ' A new address would be a reason for a new case.'),
  'disputed - legal action declined by client': unpaid('the debtor disputes the claim and the customer decided against legal action'),
  'withdrawn by client': unpaid('the customer took the case back'),
  'settlement rejected by client': unpaid('the debtor offered a settlement and the customer rejected it'),
  'unresponsive client': unpaid('the customer did not answer, so the case could not go on'),
  'pre-legal exhausted - no payment': unpaid('everything short of legal action was tried'),
  'statute of limitations expired': unpaid('the claim is too old to be enforced'),
  'uneconomical to pursue': unpaid('going on would cost more than it could bring'),
  'no quotes received': neverBegun('no collection partner offered to take the case'),
  'quotes expired - not accepted': neverBegun('no quote was accepted in time', ' A new case would bring new quotes.'),
  other: {
    none: 'Debitura gives no closer reason and does not say that money came in. Ask Debitura when the customer wants to know.',
    some: 'Debitura gives no closer reason. Ask Debitura when the customer wants to know.',
  },
};

/** Whether the close code says that money came in. Nothing else does. */
export function saysPaid(closeCode: string | null): boolean {
  return closeCode !== null && ['paid', 'partially paid'].includes(normal(closeCode));
}

/** Whether it says that all of it came in. */
export function isPaid(closeCode: string | null): boolean {
  return closeCode !== null && normal(closeCode) === 'paid';
}

function normal(label: string): string {
  return label.trim().toLowerCase().replaceAll('\u2013', '-');
}

const SIGNED =
  'The customer’s onboarding reads Complete, so this status should change with one of the next refreshes. Ask Debitura if it stays.';

const SIGN_FIRST = 'First the customer signs the SDCA behind its onboarding link: nothing starts before that.';

/** Whatever the status waits for, the signature comes first: the answer about the fee says the same. */
export function waitsForSignature({ status }: Pick<CaseRow, 'status'>, client: Pick<ClientRow, 'onboardingDone'> | null): boolean {
  return status.tab === 'pending' && client?.onboardingDone === false;
}

/** Payments that are recorded for a case, of which the page shows a list. */
export interface Recorded {
  readonly payments: number;
  readonly locale: string;
}

/** `client`: who the case belongs to, where that is known. */
export function nextStep(row: CaseRow, client: Pick<ClientRow, 'onboardingDone'> | null, recorded: Recorded): string {
  const { label, tab } = row.status;
  const needs = row.needsInfo && normal(label) !== 'more info required';
  const first = needs ? 'The customer supplies what is missing; the list is below. ' : '';
  switch (tab) {
    case 'closed':
      return closedStep(row.closeCode, recorded);
    case 'pending':
      if (normal(label) === 'pending contract signing' && client?.onboardingDone) return first + SIGNED;
      if (waitsForSignature(row, client) && normal(label) !== 'pending contract signing') {
        return `${SIGN_FIRST} After that: ${first}${PENDING[normal(label)] ?? 'A collection partner is assigned, and work begins.'}`;
      }
      return (
        first +
        (PENDING[normal(label)] ?? 'Once it is signed and a collection partner is assigned, work begins.') +
        (NOTHING_TO_DO.includes(normal(label)) && !needs ? ' The customer has nothing to do.' : '')
      );
    case 'active':
      return first + activeStep(row);
    case 'paused':
      return `${first}Work goes on when the pause is lifted; Debitura does not say when. Ask Debitura if the customer needs a date.`;
    case 'other':
      if (isMerged(label)) return 'What was claimed here goes on in the other case. Ask Debitura which one that is, and look there.';
      return 'The next step cannot be told from this status. Ask Debitura, and update Partner Desk if there is a newer version.';
  }
}

function activeStep({ phase, collectionPartner }: CaseRow): string {
  const who = collectionPartner ?? 'The collection partner';
  switch (normal(phase ?? '')) {
    case 'pre-legal':
      return `${who} writes to and calls the debtor. Court comes only after that.`;
    case 'legal':
      return `${who} takes the claim through court.`;
    case 'enforcement':
      return `${who} has the claim enforced.`;
    case '':
      return `${who} goes on with the debtor. Payments appear below once Debitura reports them.`;
    default:
      return `${who} goes on in the phase “${phase}”. Payments appear below once Debitura reports them.`;
  }
}

function closedStep(code: string | null, { payments, locale }: Recorded): string {
  const listed = `${count(payments, locale)}\u00a0${payments === 1 ? 'payment is recorded and' : 'payments are recorded and'} listed below.`;
  if (code === null || code.trim() === '') {
    return payments > 0
      ? `Debitura gave no outcome. ${listed}`
      : 'Whether money came in cannot be told from the status alone: no payment is recorded here. Ask Debitura when the customer wants to know.';
  }
  const ending = CLOSED[normal(code)];
  if (ending) return payments > 0 ? `${ending.some} ${listed}` : ending.none;
  return payments > 0
    ? `This version of the app does not know the outcome “${code}”. ${listed}`
    : `This version of the app does not know the outcome “${code}”, so it cannot say whether money came in: no payment is recorded here. Ask Debitura.`;
}
