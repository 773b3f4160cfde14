/** The commands of the palette and of saved views. `actions.ts` takes them into the only list. */
import type { Action } from './actions';
import { standing, VIEWS_MAX } from './state/savedView';

export const ARRANGED_ACTIONS: readonly Action[] = [
  {
    id: 'palette',
    label: 'Find or do anything',
    chords: [{ key: 'k', primary: true }],
    run: (desk) => desk.openPalette(),
  },
  {
    id: 'updateView',
    label: 'Update the saved view',
    // Before the one without Shift, which does not mind it.
    chords: [{ key: 's', primary: true, shift: true }],
    fits: ({ model }) => model.detail === null && standing(model, model.view)?.changed === true,
    run: (desk) => desk.views.update(),
  },
  {
    id: 'saveView',
    label: 'Save this view…',
    chords: [{ key: 's', primary: true }],
    fits: ({ model: { detail, arranged } }) => detail === null && arranged.views !== null && arranged.views.length < VIEWS_MAX,
    run: (desk) => desk.open('saveView'),
  },
  {
    id: 'views',
    label: 'Saved views and recent pages',
    chords: [{ key: 'b', primary: true }],
    fits: (desk) => desk.hasRoom || desk.model.detail === null,
    run(desk) {
      if (desk.hasRoom) void desk.preferring.choose({ sidebar: !(desk.model.app?.preferences.sidebar ?? false) });
      else document.querySelector<HTMLElement>('#views')?.click();
    },
  },
  {
    id: 'undoColumns',
    label: 'Bring the columns back',
    chords: [{ key: 'z', primary: true, bare: true }],
    fits: ({ model }) => model.arranged.replaced !== null,
    run: (desk) => desk.views.undoColumns(),
  },
  {
    id: 'undoDelete',
    label: 'Bring the deleted view back',
    chords: [{ key: 'z', primary: true, bare: true }],
    fits: ({ model }) => model.arranged.deleted !== null,
    run: (desk) => desk.views.undo(),
  },
];
