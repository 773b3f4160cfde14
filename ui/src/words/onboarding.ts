/** What an account manager tells a customer who has to sign, or cannot. PRODUCT.md 4, contract section 14. */
import type { ClientRow } from '../gen/types';

export const STEPS: readonly string[] = [
  'Confirm the company’s details',
  'Add the people who may act for it',
  'Sign the Standard Debt Collection Agreement (SDCA)',
];

export const AFTER_SIGNING =
  'Once it is signed, the status here turns to Complete, and the customer’s waiting cases move on to the assignment of a collection partner.';

export interface Answer {
  readonly trouble: string;
  readonly answer: string;
}

export const TROUBLES: readonly Answer[] = [
  {
    trouble: 'The verification e-mail does not arrive',
    answer: 'Look in the spam folder. It is sent to the address that the customer typed, so check its spelling too.',
  },
  {
    trouble: 'The verification link no longer works',
    answer:
      'It works for 24 hours. A click on the old one sends a new one, and each new one replaces the last: only the newest e-mail counts.',
  },
  {
    trouble: 'The e-mail address is refused',
    answer: 'Disposable addresses are not accepted. Use an address of the company.',
  },
  {
    trouble: '“Already a customer”',
    answer:
      'The company was at Debitura before. Then the link request has to be approved there first; it expires, and creating it again in your own platform makes a new one.',
  },
];

export const STILL_STUCK = 'What is not solved here goes to Debitura.';

/** The way to a new link. This app only reads, and says so. */
export const NEW_LINK =
  'A new link comes from your own platform: it calls Debitura’s client-creation endpoint (POST /clients) again with the same tenant id. Partner Desk only reads and cannot do that.';

export function tenantWords({ tenant }: ClientRow): string {
  return tenant ? 'Tenant id of this customer:' : 'Debitura gives no tenant id for this customer, so your platform has to find it.';
}
