/** The facts of a client's page, in the order in which they are asked for. */
import type { ClientDetail } from '../gen/types';
import type { Fact } from '../parts/detail/Facts.svelte';
import { instant } from './dates';
import { amountTip } from './cells';

const KYC: Readonly<Record<string, string>> = {
  not_required: 'Not required',
  pending: 'Pending',
  verified: 'Verified',
};

export function clientFacts({ client, address, kycStatus }: ClientDetail, locale: string): Fact[] {
  const { country, registrationNumber, email, tenant, linked, earned } = client;
  return [
    { label: 'Country', value: country, named: true },
    { label: 'Reg. no.', value: registrationNumber?.text ?? null, named: true },
    { label: 'Address', value: address.length > 0 ? address.join('\n') : null, named: true },
    { label: 'E-mail', value: email?.text ?? null, named: true },
    { label: 'Your tenant id', value: tenant?.text ?? null, named: true },
    {
      label: 'Linked on',
      value: linked === null ? null : instant(linked, locale, 'day'),
      title: linked === null ? undefined : instant(linked, locale, 'exact'),
    },
    {
      label: 'Identity check',
      value: kycStatus === null ? null : (KYC[kycStatus.trim().toLowerCase()] ?? kycStatus),
      title: 'Debitura’s check of the people behind the company (KYC)',
    },
    {
      label: 'Earned, says Debitura',
      value: amountTip(earned, locale) ?? null,
      note: 'Debitura does not say which stages it counts here, so it may differ from your fees by stage.',
    },
  ];
}
