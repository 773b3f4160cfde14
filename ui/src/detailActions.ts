/** The commands of the pages and of the onboarding dialog. `actions.ts` takes them into the only list. */
import type { Action } from './actions';
import type { CaseDetail, ClientRow, Onboarding } from './gen/types';
import { openTarget } from './state/detail';
import { matterAtHand } from './state/escalating';
import type { Model } from './state/model';

/** The facts of the case whose page is open. */
export function openCase({ detail }: Model): CaseDetail | null {
  const page = openTarget(detail);
  return page?.kind === 'case' ? page.facts : null;
}

/** The client whose page is open, or that the open case belongs to. */
function openClient(model: Model): ClientRow | null {
  const page = openTarget(model.detail);
  if (page?.kind === 'client') return page.facts?.client ?? null;
  return openCase(model)?.client ?? null;
}

/** The onboarding whose link may be used. */
function usable({ onboarding }: Model): Onboarding | null {
  const facts = onboarding?.facts ?? null;
  return facts !== null && facts.url !== null && facts.trouble === null && !facts.client.onboardingDone ? facts : null;
}

export const DETAIL_ACTIONS: readonly Action[] = [
  {
    id: 'back',
    label: 'Back to the table, or to the page before',
    chords: [{ key: 'Escape' }],
    fits: ({ model }) => model.detail !== null || model.today.open,
    run: (desk) => desk.back(),
  },
  {
    id: 'copySummary',
    label: 'Copy summary for an e-mail',
    chords: [{ key: 'c', primary: true, shift: true }],
    fits: ({ model }) => openCase(model) !== null && model.onboarding === null && model.escalation === null,
    run: (desk) => void desk.copying.case('summary'),
  },
  {
    id: 'copyCreditorReference',
    label: 'Copy the customer’s reference',
    chords: [{ key: 'x', primary: true, shift: true }],
    fits: ({ model }) => (openCase(model)?.case.creditorReference ?? null) !== null,
    run: (desk) => void desk.copying.case('creditorReference'),
  },
  {
    id: 'openCustomer',
    label: 'Open the customer’s page',
    chords: [{ key: 'u', primary: true, shift: true }],
    within: 'onboarding',
    fits: ({ model }) => (model.onboarding?.facts?.client ?? openCase(model)?.client ?? null) !== null,
    run(desk) {
      const client = desk.model.onboarding?.facts?.client ?? openClient(desk.model);
      desk.closeDialog();
      if (client) desk.openClient(client.id);
    },
  },
  {
    id: 'onboarding',
    label: 'Onboarding link…',
    // Not the L of the link: that locks the window, wherever one is.
    chords: [{ key: 'i', primary: true, shift: true }],
    fits: ({ model }) => openClient(model)?.onboardingDone === false,
    run(desk) {
      const client = openClient(desk.model);
      if (client) desk.openOnboarding(client.id);
    },
  },
  {
    id: 'showCases',
    label: 'Show all of the customer’s cases',
    chords: [{ key: 'a', primary: true, shift: true }],
    fits: ({ model }) => openClient(model) !== null,
    run(desk) {
      const client = openClient(desk.model);
      if (client) desk.showCasesOf({ id: client.id, name: client.customer?.text ?? null });
    },
  },
  {
    id: 'escalate',
    label: 'Escalate to Debitura…',
    // Before the export, which does not mind Shift.
    chords: [{ key: 'e', primary: true, shift: true }],
    within: 'onboarding',
    fits: ({ model }) => matterAtHand(model) !== null && model.escalation === null,
    run(desk) {
      const matter = matterAtHand(desk.model);
      if (matter) void desk.escalating.open(matter);
    },
  },
  {
    id: 'copyEscalation',
    label: 'Copy the text to Debitura',
    chords: [{ key: 'c', primary: true, shift: true }],
    within: 'escalation',
    fits: ({ model }) => (model.escalation?.facts ?? null) !== null,
    run: (desk) => void desk.escalating.copy(),
  },
  {
    id: 'mailEscalation',
    label: 'Open the text in your mail program',
    chords: [{ key: 'Enter', primary: true }],
    within: 'escalation',
    fits: ({ model }) => (model.escalation?.facts ?? null) !== null,
    run: (desk) => void desk.escalating.mail(),
  },
  {
    id: 'copyLink',
    label: 'Copy link',
    chords: [{ key: 'c', primary: true, shift: true }],
    within: 'onboarding',
    fits: ({ model }) => usable(model) !== null,
    run: (desk) => void desk.copying.link(),
  },
  {
    id: 'copyMessage',
    label: 'Copy as message',
    chords: [{ key: 'm', primary: true, shift: true }],
    within: 'onboarding',
    fits: ({ model }) => usable(model) !== null,
    run: (desk) => void desk.copying.message(),
  },
  {
    id: 'openLink',
    label: 'Open in browser',
    chords: [{ key: 'o', primary: true, shift: true }],
    within: 'onboarding',
    fits: ({ model }) => usable(model) !== null,
    run: (desk) => void desk.copying.openLink(),
  },
];
