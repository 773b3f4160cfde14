/** Onboarding links as Debitura may send them, good ones and bad ones by turns. */
import type { LinkTrouble } from '../../gen/types';

export interface FakeLink {
  readonly url: string | null;
  readonly trouble: LinkTrouble | null;
  readonly troubleWords: string | null;
  /** A fresh read finds that the client has signed. */
  readonly signsMeanwhile?: true;
}

const GOOD = 'https://referral.debitura.com/companydetails/5b0f1a43-7c1d-4f0e-9a55-2f0c61d2b9e4';

const bad = (url: string, trouble: LinkTrouble, troubleWords: string): FakeLink => ({ url, trouble, troubleWords });

const NONE: FakeLink = {
  url: null,
  trouble: 'missing',
  troubleWords: 'Debitura sends no link for this customer, so there is nothing to copy or to open.',
};

/** By the place among the clients who have not signed. */
const LINKS: readonly FakeLink[] = [
  { url: GOOD, trouble: null, troubleWords: null },
  { url: GOOD, trouble: null, troubleWords: null, signsMeanwhile: true },
  NONE,
  bad(
    'https://referral.debitura.com@evil.example/<b>x</b>',
    'malformed',
    'The link that Debitura sent is not a plain web address. It is shown, but neither copied nor opened. Ask Debitura for a new one.',
  ),
  bad(
    'javascript:alert(document.domain)',
    'notHttps',
    'The link that Debitura sent does not begin with https. It is shown, but neither copied nor opened. Ask Debitura for a new one.',
  ),
  bad(
    'https://referral.debitura.example/companydetails/5b0f1a43',
    'foreignHost',
    'The link that Debitura sent leads to another site than Debitura\u2019s. It is shown, but neither copied nor opened. Ask Debitura about it before anybody uses it.',
  ),
];

/** Good ones for everybody after the first few. */
export function linkOf(place: number | null): FakeLink {
  if (place === null || place < 0) return NONE;
  return LINKS[place] ?? { url: GOOD, trouble: null, troubleWords: null };
}
