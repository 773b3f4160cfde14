/** What a status means and what happens next, in the words that an account manager can pass on. */
import type { CaseRow, CaseTab, LastActivityKind, StatusGroup } from '../gen/types';

export const CASE_TAB_LABELS: Readonly<Record<CaseTab, string>> = {
  all: 'All',
  active: 'Active',
  pending: 'Pending',
  closed: 'Closed',
  paused: 'Paused',
  other: 'Other',
};

export const CASE_TABS: readonly CaseTab[] = ['all', 'active', 'pending', 'closed', 'paused', 'other'];

const PENDING: Readonly<Record<string, string>> = {
  'pending contract signing': 'Waiting for the contract: the customer has not signed it yet.',
  'pending verification internal': 'Waiting for a collection partner: Debitura checks the case first.',
  'pending verification': 'Waiting for a collection partner: the case is being checked first.',
  'more info required': 'Waiting for a collection partner: the customer has to supply information first.',
  'collecting quotes': 'Waiting for a collection partner: quotes are being collected.',
  'pending quote by partner': 'Waiting for a collection partner: quotes are being collected.',
  'pending quote selection': 'Waiting for a collection partner: a quote has to be chosen.',
  'quote given by partner': 'Waiting for a collection partner: a quote has to be chosen.',
};

const GROUP: Readonly<Record<Exclude<StatusGroup, 'closed' | 'other'>, string>> = {
  active: 'A collection partner is working on recovery.',
  pending: 'Waiting for the contract to be signed or for a collection partner.',
  paused: 'On hold for now.',
};

/** The status, after its group where the two are not one: that is what the tabs and the cards count by. */
export function statusName({ status: { label, tab } }: Pick<CaseRow, 'status'>): string {
  const group = CASE_TAB_LABELS[tab];
  // It may begin with the group's word: nobody says pending twice.
  return label.trim().toLowerCase().startsWith(group.toLowerCase()) ? label.trim() : `${group} · ${label.trim() || 'no status given'}`;
}

/** One or two sentences. A closed case is never called collected: the close code says what happened. */
export function statusHelp(row: CaseRow): string {
  const { label, tab } = row.status;
  const needs = row.needsInfo ? ' The customer has to supply information.' : '';
  switch (tab) {
    case 'closed':
      return row.closeCode ? `Ended. Outcome: ${row.closeCode}.` : 'Ended. Debitura gave no outcome.';
    case 'other':
      if (isMerged(label)) return 'Joined with another case; on the platform it counts as ended.';
      return `Debitura calls this “${label}”. This version of the app does not know what it means.${needs}`;
    case 'pending':
      return pendingHelp(label, needs);
    case 'active':
      return (row.collectionPartner ? `${row.collectionPartner} is working on recovery.` : GROUP.active) + needs;
    case 'paused':
      return GROUP.paused + needs;
  }
}

/** Known, and yet in no tab of the four (contract section 9). */
export function isMerged(label: string): boolean {
  return label.trim().toLowerCase() === 'merged';
}

function pendingHelp(label: string, needs: string): string {
  const known = PENDING[label.trim().toLowerCase()] ?? GROUP.pending;
  // Some of the sentences say it themselves.
  return known.includes('supply information') ? known : known + needs;
}

export const ACTIVITY: Readonly<Record<LastActivityKind, string>> = {
  created: 'Case created',
  collectionStarted: 'Collection started',
  closed: 'Case closed',
  clientAnswered: 'Customer answered',
  payment: 'Payment received',
  changeSeen: 'A change was first seen',
};
