/** The cells of the Clients table and what they mean. */
import type { ClientColumn, ClientRow } from '../gen/types';
import { amountTip, type CellFace, day, dollars, exactly, figures, found, plain } from './cells';
import { outlookFace, outlookTip } from './fee';
import { count } from './money';

export const onboardingLabel = ({ onboardingDone }: ClientRow): string => (onboardingDone ? 'Complete' : 'Pending');

export const attributionLabel = ({ attributed }: ClientRow): string => (attributed ? 'Attributed' : 'Not attributed');

export function clientFace(row: ClientRow, column: ClientColumn, locale: string, brief = false): CellFace {
  switch (column) {
    case 'customer':
    case 'registrationNumber':
    case 'email':
      return found(row[column], 'name');
    case 'onboarding': {
      const sign = row.onboardingDone ? 'complete' : 'pending';
      return { text: onboardingLabel(row), look: sign, sign };
    }
    case 'attribution':
      return { text: attributionLabel(row), look: row.attributed ? 'name' : 'quiet' };
    case 'linked':
      return day(row.linked, locale, brief);
    case 'cases':
      return figures(`${count(row.casesOpen, locale)} / ${count(row.casesTotal, locale)}`);
    case 'earned':
      return dollars(row.earned, locale);
    case 'country':
      return plain(row.country, 'name');
    case 'feeOutlook':
      return outlookFace(row.outlook);
  }
}

export function clientTip(row: ClientRow, column: ClientColumn, locale: string): string | undefined {
  switch (column) {
    case 'customer': {
      const name = row.customer?.text ?? 'Debitura gave no name';
      return row.tenant ? `${name}\nYour tenant id: ${row.tenant.text}` : name;
    }
    case 'registrationNumber':
    case 'email':
      return row[column]?.text;
    case 'onboarding':
      return onboardingHelp(row);
    case 'attribution':
      return attributionHelp(row);
    case 'linked':
      return exactly(row.linked, locale);
    case 'cases':
      return `${count(row.casesOpen, locale)} not closed, ${count(row.casesTotal, locale)} in all on this computer`;
    case 'earned':
      return row.earned ? `${amountTip(row.earned, locale)}, as Debitura states it` : 'Debitura states no amount';
    case 'country':
      return row.country ?? undefined;
    case 'feeOutlook':
      return outlookTip(row.outlook);
  }
}

/** What the onboarding status means and what comes next. */
export function onboardingHelp({ onboardingDone }: ClientRow): string {
  return onboardingDone
    ? 'The SDCA is signed: the customer’s cases can go to a collection partner.'
    : 'The SDCA is not signed yet, so the customer’s cases cannot start. Enter opens the onboarding link.';
}

export function attributionHelp({ attributed }: ClientRow): string {
  return attributed
    ? 'You brought this customer to Debitura: every case of it can earn you a fee.'
    : 'Not counted as brought by you: only the cases that came through you can earn you a fee.';
}
