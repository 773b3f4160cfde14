/** Why a made-up case or client has no fee: the commonest answers, in the sentences that the program gives. */
import type { CaseRow, ChosenDays, ClientRow, EarningsRow, FeeAnswer, FeeReason, FeeVerdict, RevenueStage } from '../../gen/types';
import { micros } from './money';
import { isBetween } from './query';

type Words = Pick<FeeReason, 'certainty' | 'explanation' | 'nextStep'> & Partial<FeeReason>;

function reason(words: Words): FeeReason {
  const nothing = { cause: 'other', payments: null, created: null, linked: null, closed: null, recovered: null } as const;
  return { ...nothing, ...words };
}

const STANDING: Readonly<Record<RevenueStage, readonly [FeeVerdict, string, string]>> = {
  disputed: ['disputed', 'A fee is disputed. It may be cut or reversed, and it is in no other total.', 'You ask Debitura what is disputed, and give the case reference.'],
  readyToInvoice: ['ready', 'There is a fee, and it can be invoiced now.', 'You send Debitura your invoice.'],
  awaitingDebitura: [
    'invoiced',
    'The fee has been invoiced, and Debitura has not paid it yet.',
    'Debitura pays, usually within 20 business days of your invoice. After that you ask Debitura.',
  ],
  awaitingCollectionPartner: [
    'onItsWay',
    'Debitura has invoiced the collection partner and waits for its payment, so the fee is not payable yet.',
    'Nothing for you to do: the collection partner is expected to pay within 30 days, and you invoice Debitura after that.',
  ],
  confirmed: [
    'onItsWay',
    'The commission is confirmed, but Debitura has not invoiced the collection partner yet, so the fee is not payable.',
    'Nothing for you to do: Debitura invoices the collection partner on the 8th of the month, and you invoice Debitura once that is paid.',
  ],
  paid: ['paid', 'Debitura has paid a fee already.', 'Nobody has to do anything. You compare it with your bank account if it seems to be missing.'],
  pending: [
    'notYet',
    'Money came in, but the collection partner has not paid the commission to Debitura yet. The fee is an estimate until then, and nothing of it is earned.',
    'Nothing for you to do: the collection partner confirms the commission, Debitura invoices it, and you invoice Debitura once that is paid.',
  ],
};

const ORDER: readonly RevenueStage[] = ['disputed', 'readyToInvoice', 'awaitingDebitura', 'awaitingCollectionPartner', 'confirmed', 'paid', 'pending'];

/** What the payments by themselves say; null without any. */
function ofPayments(rows: readonly EarningsRow[], chosen: ChosenDays | null): FeeAnswer | null {
  if (rows.length === 0) return null;
  const found = ORDER.filter((stage) => rows.some((row) => row.stage === stage));
  const reasons = found.map((stage) => {
    const [, explanation, nextStep] = STANDING[stage];
    return reason({ certainty: 'certain', explanation, nextStep, payments: rows.filter((row) => row.stage === stage).length });
  });
  if (chosen && rows.some(({ paid }) => !isBetween(paid, chosen.from, chosen.to))) reasons.unshift(OUTSIDE);
  const unknown = rows.filter(({ stage }) => stage === null).length;
  if (unknown > 0) reasons.push(notClassified(unknown));
  const first = found[0];
  return { verdict: first ? STANDING[first][0] : 'cannotBeTold', reasons };
}

const OUTSIDE = reason({
  cause: 'chosenDates',
  certainty: 'certain',
  explanation: 'There is a payment. The dates chosen in the Earnings view leave it out, so it is not shown there.',
  nextStep: 'You widen the dates in the Earnings view.',
});

const notClassified = (payments: number) =>
  reason({
    certainty: 'cannotBeTold',
    explanation: 'Money came in, but where its fee stands cannot be told: Debitura’s statuses of the payment are missing or not known to this version.',
    nextStep: 'You ask Debitura where the fee stands, and give the case reference.',
    payments,
  });

export function feeOfCase(row: CaseRow, client: ClientRow | null, payments: readonly EarningsRow[], chosen: ChosenDays | null): FeeAnswer {
  const paid = ofPayments(payments, chosen);
  if (paid) return paid;
  const reasons: FeeReason[] = [];
  if (client?.linked && row.created && row.created < client.linked && !client.attributed) {
    reasons.push(
      reason({
        certainty: 'certain',
        explanation: 'The case was made before Debitura linked the customer to you. Cases from before that day earn no fee.',
        nextStep: 'Nobody has to do anything about this case. You ask Debitura if you believe that one of the two dates is wrong.',
        created: row.created,
        linked: client.linked,
      }),
    );
  }
  const came = micros(row.amount?.value) - micros(row.remaining?.value);
  if (row.status.tab === 'closed' && row.closeCode !== 'Paid' && row.closeCode !== 'Partially paid') {
    reasons.push(
      reason({
        certainty: came > 0n ? 'likely' : 'certain',
        explanation:
          came > 0n
            ? 'The case was closed for a reason that means that nothing was collected. Less of the claim is open than at first, though, so the two do not agree.'
            : 'The case was closed because there was nothing more worth trying, and nothing was collected.',
        nextStep: 'Nobody has to do anything: the case has ended. You ask Debitura if the customer says that it was paid.',
        closed: row.closed,
      }),
    );
  }
  const isRuledOut = reasons.some(({ certainty }) => certainty === 'certain');
  if (client && !client.onboardingDone && !isRuledOut) reasons.push(onboarding(row.status.label === 'Pending contract signing'));
  if (row.status.tab !== 'closed' && came === 0n) reasons.push(NOTHING_COLLECTED);
  else if (!isRuledOut) reasons.push(moneyWithoutPayment(row));
  if (client && !client.attributed && !isRuledOut) reasons.push(NOT_ATTRIBUTED);
  const doubt = reasons.some(({ certainty }) => certainty === 'cannotBeTold');
  return { verdict: isRuledOut ? 'noneExpected' : doubt ? 'cannotBeTold' : 'notYet', reasons };
}

export function feeOfClient(client: ClientRow, payments: readonly EarningsRow[], chosen: ChosenDays | null): FeeAnswer {
  const paid = ofPayments(payments, chosen);
  const open = client.onboardingDone ? [] : [onboarding(false)];
  const doubt = client.attributed ? [] : [NOT_ATTRIBUTED];
  if (paid) return { ...paid, reasons: [...paid.reasons, ...open, ...doubt] };
  const none = reason({
    certainty: 'certain',
    explanation: 'This customer has no cases at Debitura, so there is nothing that could earn a fee.',
    nextStep: 'The customer makes its first case through you.',
  });
  const reasons = [...open, client.casesTotal === 0 ? none : NOTHING_COLLECTED, ...doubt];
  return { verdict: client.attributed ? 'notYet' : 'cannotBeTold', reasons };
}

const onboarding = (waits: boolean) =>
  reason({
    cause: 'onboarding',
    certainty: waits ? 'certain' : 'likely',
    explanation: waits
      ? 'The customer’s onboarding with Debitura is not complete. Cases wait until the customer has signed the agreement with Debitura, the SDCA.'
      : 'The customer’s onboarding with Debitura is not complete: the agreement with Debitura, the SDCA, is not signed, or a new version of it is not.',
    nextStep: 'You send the customer the onboarding link, which is on the customer’s page, and the customer finishes the onboarding with it.',
  });

const NOTHING_COLLECTED = reason({
  certainty: 'certain',
  explanation: 'Nothing has been collected: the whole claim is open, and there is no payment. A fee is made from payments only.',
  nextStep: 'Nothing for you to do: the fee follows once the debtor has paid.',
});

const moneyWithoutPayment = ({ amount, remaining }: CaseRow) =>
  reason({
    certainty: 'cannotBeTold',
    explanation:
      'Less of the claim is open than at first, so money seems to have come in, but Debitura shows no payment for it. Why cannot be told from the synced data.',
    nextStep: 'You ask Debitura what came in and when it will show, and give the case reference.',
    recovered: amount && remaining ? { value: String(Number(amount.value) - Number(remaining.value)), currency: amount.currency } : null,
  });

const NOT_ATTRIBUTED = reason({
  certainty: 'cannotBeTold',
  explanation:
    'Debitura does not show the customer as attributed to you. Then only cases made through you earn a fee, and how a case was made cannot be seen.',
  nextStep: 'You check in your own system whether the case was made through you. If it was, you send Debitura the case reference.',
});
