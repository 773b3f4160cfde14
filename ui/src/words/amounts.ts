/** What has to be said beside claim, remaining and recovered: how they are meant where they could be taken for something else. */
import type { Amount, CaseDetail } from '../gen/types';
import { added, amountDigits } from './money';
import { isPaid, saysPaid } from './nextStep';

const isZero = ({ value }: Amount) => !/[1-9]/.test(value);

/** No sentence names a reason: why they differ is not in the data. */
export function amountNotes(detail: CaseDetail, locale: string): readonly string[] {
  const { recovered, transactions, earnings } = detail;
  const { remaining, status, closeCode } = detail.case;
  const money = (amount: Amount) => `${amountDigits(amount, locale)} ${amount.currency}`.trim();
  const notes: string[] = [];
  if (recovered?.value.startsWith('-') && !isZero(recovered)) {
    notes.push('More is open than was claimed, for example through interest.');
  }
  const ended = status.tab === 'closed';
  if (remaining && ended && isPaid(closeCode) && !isZero(remaining) && !remaining.value.startsWith('-')) {
    notes.push(`Closed as paid, and Debitura still shows ${money(remaining)} as open.`);
  }
  if (recovered === null) return notes;
  const isOurs = 'Recovered is the claim less what is still open';
  const { currency } = recovered;
  const own = transactions.flatMap(({ collected }) => (collected?.currency === currency ? [collected.value] : []));
  const sum = added(own);
  if (earnings.all.count > transactions.length) notes.push(`${isOurs}: it need not be what the payments below add up to.`);
  else if (own.length > 0 && sum !== null && sum !== added([recovered.value])) {
    const which = own.length < transactions.length && currency ? ` in ${currency}` : '';
    notes.push(`${isOurs}, and not the sum of the payments: those below${which} add up to ${money({ value: sum, currency })}.`);
  } else if (own.length === 0 && !isZero(recovered) && !recovered.value.startsWith('-')) {
    const came = ended && !saysPaid(closeCode) ? 'the outcome does not say that money came in' : `no payment${transactions.length > 0 ? ` in ${currency}` : ' for it'} is here`;
    notes.push(`${isOurs}: ${came}.`);
  }
  return notes;
}
