/** The e-mail to Debitura about something of the made-up portfolio. */
import type { CaseRow, ClientRow, EarningsRow, Escalation, EscalationOn, FeeAnswer } from '../../gen/types';
import { amountTip } from '../../words/cells';
import { CERTAINTY, feeFace } from '../../words/fee';

const PLACE = '[Please describe here what it is about, and what you would like Debitura to do.]';

export interface Around {
  case(id: string): { readonly row: CaseRow; readonly fee: FeeAnswer };
  client(id: string): { readonly row: ClientRow; readonly fee: FeeAnswer };
  transaction(id: string): EarningsRow;
  readonly recipient: string | null;
  readonly now: number;
}

/** "2026-06-15 11:48", in the computer's zone. */
function moment(now: number): string {
  const at = new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString();
  return `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}

export function escalationOn(on: EscalationOn, around: Around): Escalation {
  const [subject, facts] = about(on, around);
  const text = `Hello,\n\n${PLACE}\n\n${facts}\n\nThese are the data of your Referral Partner API as of ${moment(around.now)}.\n\nKind regards\nBrückner & Søn Invoicing\n`;
  return { subject, text, place: PLACE, recipient: around.recipient, addressMax: 2000 };
}

function about(on: EscalationOn, around: Around): [subject: string, facts: string] {
  if (on.kind === 'client') {
    const { row, fee } = around.client(on.id);
    const name = row.customer?.text ?? '';
    return [short(`Customer: ${name}`), facts([['Customer', name], ['Onboarding', row.onboardingDone ? 'complete' : 'not complete']]) + told(fee)];
  }
  const payment = on.kind === 'transaction' ? around.transaction(on.id) : null;
  const id = payment ? payment.caseId : on.id;
  if (id === null) return [short(`Case ${payment?.reference?.text}`), facts([['Case', payment?.reference?.text]])];
  const { row, fee } = around.case(id);
  const paid: [string, string | undefined][] = payment ? [['Payment', payment.id], ['Paid on', payment.paid?.slice(0, 10)]] : [];
  return [
    short(`Case ${row.reference.text}: ${row.customer?.text ?? ''}`),
    facts([
      ['Case', row.reference.text],
      ['Customer', row.customer?.text],
      ['Debtor', row.debtor?.text],
      ['Status', [row.status.label, row.closeCode].filter(Boolean).join(', ')],
      ['Collection partner', row.collectionPartner ?? undefined],
      ['Claim', amountTip(row.amount, 'en-GB')],
      ['Created', row.created?.slice(0, 10)],
      ['Closed', row.closed?.slice(0, 10)],
      ...paid,
    ]) + told(fee),
  ];
}

function facts(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  return pairs.flatMap(([name, fact]) => (fact ? [`${name}: ${fact.replace(/\s+/g, ' ').slice(0, 500)}`] : [])).join('\n');
}

function told({ verdict, reasons }: FeeAnswer): string {
  if (!['disputed', 'credited', 'noneExpected', 'cannotBeTold'].includes(verdict)) return '';
  const lines = reasons.map(({ explanation, certainty }) => `- ${explanation} (${CERTAINTY[certainty].toLowerCase()})`);
  return `\n\nWhat our program, Partner Desk, tells us about the fee: ${feeFace(verdict).label}\n${lines.join('\n')}`;
}

const short = (subject: string) => (subject.length > 120 ? `${subject.slice(0, 120)}…` : subject);
