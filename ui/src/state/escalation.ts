/** An e-mail to Debitura while it is written, and the drafts of this session. Pure. */
import type { CommandError, Escalation } from '../gen/types';

/** What it is about. */
export interface Matter {
  readonly kind: 'case' | 'client' | 'transaction';
  readonly id: string;
}

export interface EscalationModel {
  readonly on: Matter;
  /** As the copy on this computer gives it; null before the answer. */
  readonly facts: Escalation | null;
  readonly problem: CommandError | null;
}

/** What a person wrote, by matter: closing the dialog loses none of it. Gone with the session. */
export type Drafts = ReadonlyMap<string, string>;

export type EscalationEvent =
  | { kind: 'escalationArrived'; on: Matter; facts: Escalation }
  | { kind: 'escalationFailed'; on: Matter; problem: CommandError }
  /** Null: back to the text as it came. */
  | { kind: 'escalationWritten'; on: Matter; text: string | null };

export const matterKey = ({ kind, id }: Matter): string => `${kind} ${id}`;

export function reduceEscalation(open: EscalationModel | null, event: EscalationEvent): EscalationModel | null {
  if (!open || matterKey(open.on) !== matterKey(event.on)) return open;
  switch (event.kind) {
    case 'escalationArrived':
      return { ...open, facts: event.facts, problem: null };
    case 'escalationFailed':
      return { ...open, problem: event.problem };
    case 'escalationWritten':
      return open;
  }
}

export function reduceDrafts(drafts: Drafts, event: EscalationEvent): Drafts {
  if (event.kind !== 'escalationWritten') return drafts;
  const next = new Map(drafts);
  if (event.text === null) next.delete(matterKey(event.on));
  else next.set(matterKey(event.on), event.text);
  return next;
}
