/** The commands in the system's menu bar (macOS), which stand in the same list as all others. */
import { type ActionId, action, isHeard } from './actions';
import { MENU_ACTIONS, type MenuAction } from './gen/types';
import type { Desk } from './state/desk';

/** Each has its command here, or this does not compile. */
const IN_MENUS: readonly (MenuAction & ActionId)[] = MENU_ACTIONS;

const means = (id: MenuAction & ActionId, desk: Desk) => {
  const one = action(id);
  return isHeard(one, desk) && (one.fits?.(desk) ?? true) ? one : null;
};

/** Those that would do something now. */
export function fitting(desk: Desk): MenuAction[] {
  return IN_MENUS.filter((id) => means(id, desk) !== null);
}

/** What was picked, where it still fits: the page may have moved on since the menu was opened. */
export function pick(id: MenuAction, desk: Desk): void {
  means(id, desk)?.run(desk);
}
