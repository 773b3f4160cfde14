/** What needs attention, in words. */
import type { Attention, StuckCase, UnsignedClient } from '../gen/types';
import { usd } from './earningsCards';
import { count } from './money';
import type { Sign } from './signs';

export interface Need {
  readonly key: 'ready' | 'needsInfo' | 'unsigned' | 'disputed' | 'stuck';
  readonly sign: Sign;
  /** The number for the eye. */
  readonly value: string;
  readonly title: string;
  readonly detail: string;
  /** Its rows are listed here, since no view has just them. */
  readonly listed: boolean;
}

/** What there is, in the order in which it is worth doing. */
export function needs(found: Attention, locale: string): Need[] {
  const { ready, disputed, needsInfo, unsignedTotal, unsignedDays, stuckTotal, stuckDays } = found;
  const waiting = needsInfo.all - needsInfo.closed;
  const all: (Need | false)[] = [
    ready.count > 0 && {
      key: 'ready',
      sign: 'ready',
      value: `${usd(ready.confirmedUsd, locale)} USD`,
      title: 'Ready to invoice',
      detail: `${fees(ready.count, locale)} that you can invoice Debitura for now`,
      listed: false,
    },
    waiting > 0 && {
      key: 'needsInfo',
      sign: 'pending',
      value: count(waiting, locale),
      title: 'Waiting for the customer’s information',
      detail: `${cases(waiting)} that cannot go on before the customer answers`,
      listed: false,
    },
    unsignedTotal > 0 && {
      key: 'unsigned',
      sign: 'pending',
      value: count(unsignedTotal, locale),
      title: `Unsigned for more than ${days(unsignedDays)}`,
      detail: `${unsignedTotal === 1 ? 'A customer whose cases' : 'Customers whose cases'} cannot start before the SDCA is signed`,
      listed: true,
    },
    disputed.count > 0 && {
      key: 'disputed',
      sign: 'disputed',
      value: `${usd(disputed.confirmedUsd, locale)} USD`,
      title: 'Under dispute',
      detail: `${fees(disputed.count, locale)} that may be cut or reversed`,
      listed: false,
    },
    stuckTotal > 0 && {
      key: 'stuck',
      sign: 'paused',
      value: count(stuckTotal, locale),
      title: `In one status for more than ${days(stuckDays)}`,
      detail: `Open ${cases(stuckTotal).toLowerCase()} that may be worth a question`,
      listed: true,
    },
  ];
  return all.filter((one) => one !== false);
}

const cases = (rows: number) => (rows === 1 ? 'A case' : 'Cases');
const fees = (rows: number, locale: string) => (rows === 1 ? 'One fee' : `${count(rows, locale)} fees`);
const days = (value: number) => (value === 1 ? 'a day' : `${value} days`);

const DAY_MS = 86_400_000;

/** "120 days"; where only a lower bound is known, it says so. */
function howLong(since: string, now: number, atLeast: boolean): string {
  const whole = Math.max(Math.floor((now - Date.parse(since)) / DAY_MS), 0);
  return `${atLeast ? 'at least ' : ''}${days(whole)}`;
}

export function unsignedWords({ since, atLeast }: UnsignedClient, now: number): string {
  return `for ${howLong(since, now, atLeast)}`;
}

/** Since when the case stands where it does, and how that is known. */
export function stuckWords({ status, since, basis }: StuckCase, now: number): string {
  const long = howLong(since, now, basis === 'atLeast');
  switch (basis) {
    case 'seen':
    case 'atLeast':
      return `${status.label} for ${long}`;
    case 'created':
      return `${status.label}; created ${long} ago`;
    case 'collectionStarted':
      return `${status.label}; collection started ${long} ago`;
  }
}
