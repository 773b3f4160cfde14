/** Hands the desk to every view without passing it through each. */
import { getContext, setContext } from 'svelte';
import type { Desk } from './desk';

const KEY = Symbol('desk');

export function provideDesk(desk: Desk): void {
  setContext(KEY, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(KEY);
}
