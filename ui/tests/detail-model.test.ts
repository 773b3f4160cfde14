import { expect, it } from 'vitest';
import type { CaseDetail } from '../src/gen/types';
import { firstSight, openTarget, reduceDetail, reducePages, reduceSight, type Target } from '../src/state/detail';
import { asOf, linkAge } from '../src/words/asOf';
import { NOW } from './window';

const facts = (name: string) => ({ confirmedAt: name }) as CaseDetail;
const a: Target = { kind: 'case', id: 'a' };
const client: Target = { kind: 'client', id: 'c' };
const offline = { code: 'offline', message: 'Debitura cannot be reached.', hint: null } as const;

it('leads in and out again, one step at a time, and in no circle', () => {
  let detail = reduceDetail(null, { kind: 'detailOpened', target: a });
  detail = reduceDetail(detail, { kind: 'detailOpened', target: client });
  expect(openTarget(detail)?.kind).toBe('client');
  const circle = reduceDetail(detail, { kind: 'detailOpened', target: a });
  expect(circle?.stack.length).toBe(1);
  expect(circle?.cameFrom?.id).toBe('c');
  detail = reduceDetail(detail, { kind: 'detailLeft' });
  expect(openTarget(detail)?.id).toBe('a');
  expect(detail?.cameFrom?.id).toBe('c');
  expect(reduceDetail(detail, { kind: 'detailLeft' })).toBeNull();
});

it('takes the answer to the newest question alone', () => {
  let detail = reduceDetail(null, { kind: 'detailOpened', target: a });
  detail = reducePages(detail, { kind: 'factsAsked', on: a, seq: 1 });
  detail = reducePages(detail, { kind: 'factsAsked', on: a, seq: 2 });
  detail = reducePages(detail, { kind: 'factsArrived', on: a, seq: 2, facts: facts('new') });
  const late = reducePages(detail, { kind: 'factsArrived', on: a, seq: 1, facts: facts('old') });
  expect(openTarget(late)?.facts).toEqual(facts('new'));
  const failed = reducePages(late, { kind: 'factsFailed', on: a, seq: 1, problem: offline });
  expect(openTarget(failed)?.problem).toBeNull();
});

it('leaves alone what an answer is not about, and does not bring back what was left', () => {
  const detail = reduceDetail(null, { kind: 'detailOpened', target: a });
  expect(reducePages(detail, { kind: 'factsArrived', on: client, seq: 0, facts: facts('x') })).toBe(detail);
  expect(reducePages(null, { kind: 'factsArrived', on: a, seq: 0, facts: facts('x') })).toBeNull();
});

it('keeps the facts when a fresh read fails, and when the copy cannot be read again', () => {
  let sight = reduceSight(firstSight(a), { kind: 'factsAsked', on: a, seq: 1 });
  sight = reduceSight(sight, { kind: 'factsArrived', on: a, seq: 1, facts: facts('kept') });
  sight = reduceSight(sight, { kind: 'freshBegan', on: a, seq: 2 });
  sight = reduceSight(sight, { kind: 'freshEnded', on: a, seq: 1, problem: null });
  expect(sight.fresh.state).toBe('reading');
  sight = reduceSight(sight, { kind: 'freshEnded', on: a, seq: 2, problem: offline });
  sight = reduceSight(sight, { kind: 'factsAsked', on: a, seq: 3 });
  sight = reduceSight(sight, { kind: 'factsFailed', on: a, seq: 3, problem: offline });
  expect(sight.fresh.state).toBe('failed');
  expect(sight.facts).toEqual(facts('kept'));
  expect(sight.problem).toBe(offline);
});

it('never sounds fresher than it is', () => {
  const at = new Date(NOW - 12 * 60_000).toISOString();
  const none = { at, fresh: { state: 'none' }, offline: false, now: NOW } as const;
  expect(asOf(none, 'en-GB', 'this case').text).toBe('This case as of 12 minutes ago');
  expect(asOf({ ...none, offline: true }, 'en-GB', 'this case').text).toBe('Offline: this case as of 12 minutes ago');
  expect(asOf({ ...none, at: null }, 'en-GB', 'this case').text).toBe('This case as it was first seen, never confirmed since');
  const failed = { ...none, fresh: { state: 'failed', problem: offline } } as const;
  expect(asOf(failed, 'en-GB', 'this customer').text).toBe(
    'Could not be refreshed: Debitura cannot be reached; this customer as of 12 minutes ago.',
  );
  expect(linkAge(failed, 'en-GB').text).toBe(
    'Could not be refreshed: Debitura cannot be reached. Last confirmed 12 minutes ago, and may have been replaced since.',
  );
  expect(linkAge({ ...none, fresh: { state: 'read' }, at: new Date(NOW).toISOString() }, 'en-GB').text).toBe(
    'Confirmed with Debitura just now.',
  );
});
