/** What past syncs saw of made-up cases and clients. */
import type { CaseRow, Change, ClientRow, EarningsRow, SeenChange } from '../../gen/types';

const HOUR_MS = 3_600_000;

/** A sync saw it some hours after it happened. */
function seen(at: string, hours: number, change: Change, of: CaseRow | null): SeenChange {
  const seenAt = new Date(Date.parse(at) + hours * HOUR_MS).toISOString();
  return { seenAt, caseId: of?.id ?? null, reference: of?.reference.text ?? null, change };
}

function isThere<T>(value: T | null): value is T {
  return value !== null;
}

export function historyOfCase(row: CaseRow, payments: readonly EarningsRow[], now: number): SeenChange[] {
  const { closed, closeCode, collectionStarted, phase, collectionPartner, amount, remaining, created, needsInfo } = row;
  const found: (SeenChange | null)[] = [
    created ? seen(created, 3, { kind: 'listed', listed: true }, row) : null,
    created && needsInfo ? seen(created, 30, { kind: 'needsInfo', needs: true }, row) : null,
  ];
  if (collectionStarted) {
    found.push(
      seen(collectionStarted, 5, { kind: 'status', before: 'Pending Verification', after: 'Active' }, row),
      seen(collectionStarted, 5, { kind: 'phase', before: null, after: phase }, row),
      seen(collectionStarted, 5, { kind: 'collectionPartner', before: null, after: collectionPartner }, row),
    );
  }
  for (const one of payments.slice(0, 6)) found.push(...moved(one, row));
  if (closed) {
    found.push(
      seen(closed, 7, { kind: 'status', before: 'Active', after: 'Closed' }, row),
      seen(closed, 7, { kind: 'closeCode', before: null, after: closeCode }, row),
      seen(closed, 7, { kind: 'remaining', before: amount, after: remaining }, row),
    );
  }
  return newestFirst(found.filter(isThere), now);
}

function moved({ id, paid, collected, stage }: EarningsRow, row: CaseRow): SeenChange[] {
  if (paid === null) return [];
  const payment = { id, paid, collected };
  const came = seen(paid, 9, { kind: 'paymentListed', payment, listed: true }, row);
  return stage === 'pending' ? [came] : [came, seen(paid, 600, { kind: 'feeMoved', payment, before: 'pending', after: stage }, row)];
}

export function historyOfClient(client: ClientRow, cases: readonly CaseRow[], now: number): SeenChange[] {
  const own = client.onboardingDone && client.linked ? [seen(client.linked, 80, { kind: 'onboarding', done: true }, null)] : [];
  return newestFirst([...own, ...cases.slice(0, 8).flatMap((row) => historyOfCase(row, [], now))], now);
}

function newestFirst(found: SeenChange[], now: number): SeenChange[] {
  const past = found.filter(({ seenAt }) => Date.parse(seenAt) <= now);
  return past.sort((a, b) => b.seenAt.localeCompare(a.seenAt));
}
