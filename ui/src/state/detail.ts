/**
 * What is looked at closely: the open pages of cases and clients, and the onboarding dialog. Pure.
 *
 * Each is drawn from the copy on this computer at once and again after a fresh read; an answer to anything but the
 * newest question about it is late and dropped.
 */
import type { CaseDetail, ClientDetail, CommandError, Onboarding } from '../gen/types';

export interface Facts {
  case: CaseDetail;
  client: ClientDetail;
  onboarding: Onboarding;
}

export type Kind = keyof Facts;

export interface Subject<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
}

/** The one read from Debitura that follows the opening. */
export type Fresh =
  | { readonly state: 'none' }
  | { readonly state: 'reading'; readonly seq: number }
  | { readonly state: 'read' }
  | { readonly state: 'failed'; readonly problem: CommandError };

export interface Sight<K extends Kind = Kind> extends Subject<K> {
  /** Of the newest question. */
  readonly seq: number;
  /** What the copy holds; null before the first answer. Stays while it is asked for again. */
  readonly facts: Facts[K] | null;
  /** Why the copy could not tell. */
  readonly problem: CommandError | null;
  readonly fresh: Fresh;
}

export type Page = Sight<'case'> | Sight<'client'>;
export type Target = Subject<'case' | 'client'>;

export interface DetailModel {
  /** The way that led here, never empty; the last one is open. */
  readonly stack: readonly Page[];
  /** What was left for the open page: the focus goes back to what had opened it. */
  readonly cameFrom: Target | null;
}

export type DetailEvent =
  | { kind: 'detailOpened'; target: Target }
  /** One step back; from the first page to the table. */
  | { kind: 'detailLeft' };

export type SightEvent = { readonly on: Subject; readonly seq: number } & (
  | { kind: 'factsAsked' }
  | { kind: 'factsArrived'; facts: Facts[Kind] }
  | { kind: 'factsFailed'; problem: CommandError }
  | { kind: 'freshBegan' }
  | { kind: 'freshEnded'; problem: CommandError | null }
);

export function firstSight<K extends Kind>({ kind, id }: Subject<K>): Sight<K> {
  return { kind, id, seq: 0, facts: null, problem: null, fresh: { state: 'none' } };
}

export const isSame = (a: Subject | null, b: Subject | null): boolean => a?.kind === b?.kind && a?.id === b?.id;

export function reduceDetail(detail: DetailModel | null, event: DetailEvent): DetailModel | null {
  const stack = detail?.stack ?? [];
  switch (event.kind) {
    case 'detailOpened': {
      // What lies on the way already is gone back to: two pages that lead to each other make no endless way.
      const at = stack.findIndex((page) => isSame(page, event.target));
      if (at >= 0) return { stack: stack.slice(0, at + 1), cameFrom: stack[at + 1] ?? null };
      return { stack: [...stack, firstSight(event.target) as Page], cameFrom: null };
    }
    case 'detailLeft':
      return stack.length < 2 ? null : { stack: stack.slice(0, -1), cameFrom: stack.at(-1) ?? null };
  }
}

/** For each of the pages on the way; those that the event is not about stay the same objects. */
export function reducePages(detail: DetailModel | null, event: SightEvent): DetailModel | null {
  if (!detail?.stack.some((page) => isSame(page, event.on))) return detail;
  return { ...detail, stack: detail.stack.map((page) => reduceSight(page, event)) };
}

export function reduceSight<S extends Sight>(sight: S, event: SightEvent): S {
  if (!isSame(sight, event.on)) return sight;
  const { fresh, seq } = sight;
  switch (event.kind) {
    case 'factsAsked':
      return { ...sight, seq: event.seq };
    case 'factsArrived':
      return event.seq === seq ? { ...sight, facts: event.facts, problem: null } : sight;
    case 'factsFailed':
      return event.seq === seq ? { ...sight, problem: event.problem } : sight;
    case 'freshBegan':
      return { ...sight, fresh: { state: 'reading', seq: event.seq } };
    case 'freshEnded': {
      if (fresh.state !== 'reading' || fresh.seq !== event.seq) return sight;
      return { ...sight, fresh: event.problem ? { state: 'failed', problem: event.problem } : { state: 'read' } };
    }
  }
}

/** When what the page shows was last confirmed: UTC, ISO 8601. */
export function confirmedAt(page: Page): string | null {
  return page.facts?.confirmedAt ?? null;
}

/** The page that is open. */
export function openTarget(detail: DetailModel | null): Page | null {
  return detail?.stack.at(-1) ?? null;
}
