/** When the window asks again for what a sync has changed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HostEvent } from '../src/gen/types';
import type { Host } from '../src/host/host';
import { Listening } from '../src/state/listening';
import { Store } from '../src/state/store.svelte';

const CHANGED: HostEvent = { kind: 'changed', tables: ['cases'] };
let tell: (event: HostEvent) => void;
let listening: Listening;
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  const host = {
    subscribe: (hear: (event: HostEvent) => void) => {
      tell = hear;
      return () => undefined;
    },
  } as Partial<Host> as Host;
  const nothing = () => undefined;
  const answers = { tick: nothing, sessionChanged: nothing, exported: nothing, picked: nothing, dataChanged: () => (asked += 1) };
  listening = new Listening(new Store(), host, answers);
  listening.start();
});

afterEach(() => {
  listening.stop();
  vi.useRealTimers();
});

it('asks once for many pages of a sync, a moment after the first', () => {
  for (let page = 0; page < 5; page++) tell(CHANGED);
  vi.advanceTimersByTime(249);
  expect(asked).toBe(0);
  vi.advanceTimersByTime(1);
  expect(asked).toBe(1);
});

it.each(['keydown', 'input', 'wheel', 'scroll'])('waits while there is a %s, until it rests', (sign) => {
  tell(CHANGED);
  for (let press = 0; press < 5; press++) {
    window.dispatchEvent(new Event(sign));
    vi.advanceTimersByTime(200);
  }
  expect(asked).toBe(0);
  vi.advanceTimersByTime(200);
  expect(asked).toBe(1);
});

it('never waits for longer than five seconds', () => {
  tell(CHANGED);
  for (let press = 0; press < 49; press++) {
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(100);
  }
  expect(asked).toBe(0);
  vi.advanceTimersByTime(100);
  expect(asked).toBe(1);
});

it('asks no more once the window is closed', () => {
  tell(CHANGED);
  listening.stop();
  vi.advanceTimersByTime(10_000);
  expect(asked).toBe(0);
});
