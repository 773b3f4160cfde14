/** What changed, in words. */
import type { AlsoChanged, Amount, Attention, FeeNews, News, NewsItem, NewsKind, RevenueStage } from '../gen/types';
import { needs } from './attention';
import { amountDigits, decimal } from './money';
import type { Sign } from './signs';
import { stageFace } from './stages';

export const NEWS_TITLES: Readonly<Record<NewsKind, string>> = {
  newCases: 'New cases',
  closed: 'Cases that ended',
  moved: 'Cases with a new status',
  onboarded: 'Onboarding completed',
  fees: 'Fees at a new stage',
  payments: 'New payments',
  newClients: 'New customers',
  other: 'Also changed',
};

/** What happened to one row. */
export function newsWords(kind: NewsKind, item: NewsItem, locale: string): string {
  switch (kind) {
    case 'newCases':
      return joined([item.status && label(item.status.label), money(item.amount, locale)]);
    case 'closed':
      return item.outcome ?? 'Debitura gave no outcome';
    case 'moved':
      return `${label(item.statusBefore?.label)} → ${label(item.status?.label)}`;
    case 'onboarded':
      return 'The SDCA is signed';
    case 'fees':
      // The money first: what is too long is cut at its end.
      return item.fee ? joined([fee(item.fee, locale), moved(item.fee)]) : '';
    case 'payments':
      return joined([money(item.amount, locale), item.fee && `fee ${fee(item.fee, locale) ?? 'not known'}`]);
    case 'newClients':
      return 'Linked to you';
    case 'other':
      return others(item, locale);
  }
}

/** The sign before it, where what it is now has one. */
export function newsSign(kind: NewsKind, item: NewsItem): Sign | null {
  if (kind === 'onboarded') return 'complete';
  if (kind === 'fees' && item.fee) return stageFace(item.fee.stage).sign;
  return (kind === 'newCases' || kind === 'closed' || kind === 'moved') && item.status ? item.status.tab : null;
}

const label = (text: string | undefined) => (text === undefined || text.trim() === '' ? 'No status' : text);

const joined = (parts: readonly (string | null | undefined)[]) => parts.filter((part) => part).join(' · ');

function money(amount: Amount | null, locale: string): string | null {
  return amount && `${amountDigits(amount, locale)} ${amount.currency}`.trim();
}

/** An estimate says so wherever it stands. */
function fee({ amount, isEstimate }: FeeNews, locale: string): string | null {
  return amount && `${isEstimate ? 'est. ' : ''}${money(amount, locale)}`;
}

function stage(one: RevenueStage | null): string {
  const { coarse, fine } = stageFace(one);
  const words = fine ?? coarse;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where it is now comes first: what is too long is cut at its end. */
const moved = ({ stageBefore, stage: now }: FeeNews) => `${stage(now)}, before: ${lower(stage(stageBefore))}`;

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

function others(item: NewsItem, locale: string): string {
  const currency = item.amount?.currency ?? '';
  const told = item.also.map((one) => alsoWords(one, currency, locale));
  if (item.fee && item.also.length === 0) {
    told.push(item.fee.isEstimate ? 'The fee is an estimate again' : 'The fee is no estimate any more');
  }
  return joined(told);
}

function alsoWords({ what, before, after }: AlsoChanged, currency: string, locale: string): string {
  const change = (name: string, none: string) => `${name}: ${before === null ? '' : `${before} → `}${after ?? none}`;
  switch (what) {
    case 'listed':
      return after === null ? 'No longer listed by Debitura' : 'Listed by Debitura again';
    case 'outcome':
      return change('Outcome', 'none');
    case 'phase':
      return change('Phase', 'none');
    case 'collectionPartner':
      return change('Collection partner', 'none');
    case 'remaining': {
      const shown = (value: string | null) => (value === null ? 'not known' : decimal(value, locale, 2));
      return `Remaining: ${shown(before)} → ${shown(after)} ${currency}`.trim();
    }
    case 'needsInfo':
      return after === null ? 'No longer waiting for the customer' : 'The customer has to supply information';
    case 'onboardingDone':
      return after === null ? 'Onboarding is pending again' : 'Onboarding is complete';
    case 'madeAnew':
      return 'Made anew at Debitura';
  }
}

/** The pane in a sentence, for whoever listens. */
export function todayFound(news: News, attention: Attention): string {
  const found = needs(attention, 'en').length;
  const changes = news.total === 0 ? 'No change' : news.total === 1 ? 'One change' : `${news.total} changes`;
  const things = found === 0 ? 'nothing needs' : found === 1 ? 'one thing needs' : `${found} things need`;
  return `${changes}, ${things} attention`;
}
