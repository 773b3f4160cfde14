import { render } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import type { SavedView } from '../src/gen/types';
import { CACHE } from '../src/host/fake/scenarios';
import { firstArrangement } from '../src/state/columns';
import { Desk } from '../src/state/desk';
import { isSameQuery, moved, named, queryOf, standing } from '../src/state/savedView';
import { Store } from '../src/state/store.svelte';
import { firstQuery, VIEWS } from '../src/state/views';
import { suggestedName, viewWords } from '../src/words/savedViews';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const NARROW = window.innerWidth;
const names = () => [...document.querySelectorAll('[data-saved] bdi')].map((name) => name.textContent);
const ids = ({ model }: Desk) => (model.arranged.views ?? []).map(({ id }) => id);

afterEach(() => {
  window.innerWidth = NARROW;
});

async function saved(name: string): Promise<void> {
  await type.keyboard('{Control>}s{/Control}');
  await shown('#view-name');
  await type.clear($('#view-name'));
  await type.type($('#view-name'), name);
  await type.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.querySelector('#view-name')).toBeNull());
}

const loaded = (desk: Desk) => vi.waitFor(() => expect(desk.model.arranged.views).not.toBeNull());

it('saves what the table shows under a name, and a new start of the program finds it', async () => {
  const { host, desk } = await openWindow('full');
  await loaded(desk);
  desk.lists.search('kjær');
  desk.lists.chooseTab('cases', 'active');
  desk.lists.filter('cases', { ...VIEWS.cases.noFilters, countries: ['Denmark', null], needsInfo: true });
  desk.lists.sort('cases', 'amount');
  const { query } = desk.model.tables.cases;
  await type.keyboard('{Control>}s{/Control}');
  await shown('#view-name');
  expect(($('#view-name') as HTMLInputElement).value).toBe(
    'Active · “kjær” · Country: Denmark, No country · Needs information from the cus…',
  );
  expect(await violations($('dialog'))).toEqual([]);
  await type.keyboard('{Escape}');
  desk.closeDialog();
  await saved('  My Danes  ');
  expect(text('#views')).toBe('My Danes');
  await vi.waitFor(() => expect(host.arranged.views.length).toBe(1));
  expect(host.arranged.views[0]).toEqual({
    id: 1,
    name: 'My Danes',
    shows: { view: 'cases', query: { ...query, columns: [] } },
    clientName: null,
  });
  desk.stop();
  document.body.replaceChildren();

  const again = new Desk(new Store(), host);
  const { rows } = await again.start();
  render(App, { desk: again });
  await rows;
  await loaded(again);
  expect(again.model.tables.cases.query).toEqual(firstQuery('cases'));
  await type.click($('#views'));
  await type.click($('[data-saved="1"]'));
  expect(isSameQuery(again.model.tables.cases.query, query)).toBe(true);
  expect(text('#views')).toBe('My Danes');
  expect(document.activeElement).toBe($('#views'));
});

it('says that a view was changed since, updates it, and forgets it once everything is cleared', async () => {
  const { host, desk } = await openWindow('full');
  await loaded(desk);
  desk.lists.chooseTab('cases', 'pending');
  await saved('Waiting');
  expect(standing(desk.model, 'cases')).toMatchObject({ changed: false });
  desk.lists.search('a');
  await vi.waitFor(() => expect($('#views').getAttribute('aria-label')).toBe('Waiting, changed since it was saved'));
  await type.keyboard('{Control>}{Shift>}s{/Shift}{/Control}');
  await vi.waitFor(() => expect(host.arranged.views[0]?.shows.query.search).toBe('a'));
  expect(standing(desk.model, 'cases')).toMatchObject({ changed: false });
  desk.lists.search('');
  expect(standing(desk.model, 'cases')?.changed).toBe(true);
  desk.lists.chooseTab('cases', 'all');
  expect(standing(desk.model, 'cases')).toBeNull();
});

it('replaces a view of the same name, however it is written, and says so first', async () => {
  const { host, desk } = await openWindow('full');
  await loaded(desk);
  desk.lists.search('one');
  await saved('Müller');
  desk.lists.search('two');
  await type.keyboard('{Control>}s{/Control}');
  await shown('#view-name');
  await type.clear($('#view-name'));
  await type.type($('#view-name'), 'MULLER ');
  expect(text('#view-taken')).toContain('Saving replaces it');
  // In the place of what the view shows, so that nothing moves.
  expect($('#view-shows').className).toContain('covered');
  expect(text('dialog .primary')).toBe('Replace');
  await type.keyboard('{Enter}');
  await vi.waitFor(() => expect(host.arranged.views[0]?.shows.query.search).toBe('two'));
  expect(host.arranged.views.map(({ id, name }) => [id, name])).toEqual([[1, 'MULLER']]);
});

it('saves nothing without a name', async () => {
  const { host, desk } = await openWindow('full');
  await loaded(desk);
  await type.keyboard('{Control>}s{/Control}');
  await shown('#view-name');
  await type.clear($('#view-name'));
  await type.keyboard('   {Enter}');
  expect(document.querySelector('#view-name')).not.toBeNull();
  expect(($('dialog .primary') as HTMLButtonElement).disabled).toBe(true);
  expect(host.calls.some(({ name }) => name === 'keepSavedViews')).toBe(false);
});

describe('in order', () => {
  async function edited() {
    const opened = await openWindow('arranged');
    await loaded(opened.desk);
    await type.click($('#views'));
    await type.click($('[data-testid=edit-views]'));
    return opened;
  }

  it('renames, and refuses a name that is taken', async () => {
    const { host, desk } = await edited();
    const field = document.querySelectorAll<HTMLInputElement>('section .field')[1] as HTMLInputElement;
    await type.clear(field);
    await type.type(field, 'Danes{Enter}');
    await vi.waitFor(() => expect(host.arranged.views[1]?.name).toBe('Danes'));
    await type.clear(field);
    await type.type(field, 'unsigned sdca{Enter}');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(text('section [role=alert]')).toBe('Another view has this name.');
    expect(desk.model.arranged.views?.[1]?.name).toBe('Danes');
    expect(await violations($('.views'))).toEqual([]);
    await type.keyboard('{Escape}');
    expect(field.value).toBe('Danes');
    expect(document.querySelector('[role=dialog]')).not.toBeNull();
  });

  it('moves by its buttons, which keep the focus', async () => {
    const { host, desk } = await edited();
    await type.click($('[aria-label="Move Needs information down"]'));
    expect(ids(desk)).toEqual([2, 1, 3, 4, 5]);
    await vi.waitFor(() => expect(document.activeElement).toBe($('[aria-label="Move Needs information down"]')));
    await type.click($('[aria-label="Move Needs information up"]'));
    await vi.waitFor(() => expect(host.arranged.views.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]));
    // At the top there is no way up: the focus is on the other button.
    await vi.waitFor(() => expect(document.activeElement).toBe($('[aria-label="Move Needs information down"]')));
  });

  it('deletes, and brings back to the same place by a button and by a key', async () => {
    const { host, desk } = await edited();
    await type.click($('[aria-label="Delete Danish cases, newest first"]'));
    expect(ids(desk)).toEqual([1, 3, 4, 5]);
    await vi.waitFor(() => expect(host.arranged.views.length).toBe(4));
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Delete To invoice this month'));
    expect(text('[data-testid=toast]')).toContain('Deleted “Danish cases, newest first”');
    await type.click($('[data-testid=toast] [data-action=undoDelete]'));
    expect(ids(desk)).toEqual([1, 2, 3, 4, 5]);
    await vi.waitFor(() => expect(host.arranged.views.length).toBe(5));
    desk.views.remove(5);
    (document.activeElement as HTMLElement).blur();
    await type.keyboard('{Control>}z{/Control}');
    expect(ids(desk)).toEqual([1, 2, 3, 4, 5]);
    await type.keyboard('{Control>}z{/Control}');
    expect(ids(desk)).toEqual([1, 2, 3, 4, 5]);
  });
});

it('says that a change was not kept and shows what is', async () => {
  const { host, desk } = await openWindow('arranged');
  await loaded(desk);
  host.failures.set('keepSavedViews', CACHE);
  desk.views.remove(1);
  expect(ids(desk)).toEqual([2, 3, 4, 5]);
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('The change was not kept'));
  await vi.waitFor(() => expect(ids(desk)).toEqual([1, 2, 3, 4, 5]));
});

it('saves nothing over views that could not be read', async () => {
  const { host, desk } = await openWindow('broken');
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'savedViews')).toBe(true));
  await new Promise((resolve) => setTimeout(resolve, 60));
  desk.views.save('X');
  await type.keyboard('{Control>}s{/Control}');
  expect(document.querySelector('#view-name')).toBeNull();
  expect(host.calls.some(({ name }) => name === 'keepSavedViews')).toBe(false);
});

it('sets another view’s table from the palette', async () => {
  const { desk } = await openWindow('arranged');
  await loaded(desk);
  await type.keyboard('{Control>}k{/Control}');
  await shown('#palette-input');
  await type.keyboard('invoice');
  await vi.waitFor(() => expect(document.querySelector('[data-entry="view 3"] mark')?.textContent).toBe('invoice'));
  await type.click($('[data-entry="view 3"]'));
  expect(desk.model.view).toBe('earnings');
  expect(desk.model.tables.earnings.query.tab).toBe('ready');
  expect(standing(desk.model, 'earnings')?.saved.name).toBe('To invoice this month');
});

describe('beside the table', () => {
  it('stand where there is room and it is wanted, hidden and shown by a key', async () => {
    window.innerWidth = 1400;
    const { host, desk } = await openWindow('arranged');
    await loaded(desk);
    await shown('[data-testid=sidebar] [data-saved]');
    expect(document.querySelector('#views')).toBeNull();
    expect(document.querySelectorAll('[data-recent]').length).toBeGreaterThan(3);
    const page = desk.model.arranged.recent.find(({ kind }) => kind === 'case');
    expect(text(`[data-recent="${page?.row.id}"] bdi`)).toBe(page?.row.customer?.text);
    expect(await violations($('[data-testid=sidebar]'))).toEqual([]);
    await type.keyboard('{Control>}b{/Control}');
    expect(document.querySelector('[data-testid=sidebar]')).toBeNull();
    expect(document.querySelector('#views')).not.toBeNull();
    await vi.waitFor(() => expect(host.app.preferences.sidebar).toBe(false));
    await type.keyboard('{Control>}b{/Control}');
    await shown('[data-testid=sidebar]');
    await type.click($('[data-testid=hide-sidebar]'));
    expect(desk.model.app?.preferences.sidebar).toBe(false);
  });

  it('stay on the pages of cases, and open the one that is pressed', async () => {
    window.innerWidth = 1400;
    const { desk } = await openWindow('arranged');
    await loaded(desk);
    await shown('[data-recent]');
    const page = $('[data-recent]');
    await type.click(page);
    await shown('[data-page]');
    expect(desk.model.detail?.stack.at(-1)?.id).toBe(page.dataset.recent);
    expect(page.getAttribute('aria-current')).toBe('page');
    await type.click($('[data-saved="4"]'));
    expect(desk.model.detail).toBeNull();
    expect(desk.model.view).toBe('clients');
  });

  it('are behind a button where there is none', async () => {
    const { desk } = await openWindow('arranged');
    await loaded(desk);
    expect(document.querySelector('[data-testid=sidebar]')).toBeNull();
    await type.keyboard('{Control>}b{/Control}');
    await shown('[role=dialog] [data-saved]');
    await vi.waitFor(() => expect(document.activeElement).toBe($('[data-saved="1"]')));
    await type.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe($('[data-saved="2"]'));
    expect(document.querySelector('[data-testid=show-sidebar]')).toBeNull();
    expect(await violations($('.views'))).toEqual([]);
    await type.keyboard('{Escape}');
    expect(document.activeElement).toBe($('#views'));
    expect(names()).toEqual([]);
  });
});

it('goes with the session', async () => {
  const { host, desk } = await openWindow('arranged');
  await loaded(desk);
  host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired' } });
  await shown('#guid');
  expect(JSON.stringify(desk.model)).not.toContain('Danish cases');
  expect(desk.model.arranged.views).toBeNull();
});

it('gives the focus back to the button, once a view is saved from there', async () => {
  const { desk } = await openWindow('arranged');
  await loaded(desk);
  await type.click($('#views'));
  await type.click($('.pop [data-action=saveView]'));
  await shown('#view-name');
  await type.keyboard('Mine{Enter}');
  await vi.waitFor(() => expect(document.activeElement).toBe($('#views')));
  expect(text('#views')).toBe('Mine');
});

it('lets no older answer undo a change, and writes nothing for a session that has ended', async () => {
  const { host, desk } = await openWindow('arranged');
  await loaded(desk);
  const late = desk.views.load();
  desk.views.remove(1);
  await late;
  expect(ids(desk)).toEqual([2, 3, 4, 5]);
  // One view may be called like the deleted one and must not get its number.
  desk.lists.search('x');
  desk.views.save('Another');
  desk.views.save('Needs information');
  expect(new Set([...ids(desk), 1]).size).toBe(ids(desk).length + 1);
  desk.views.undo();
  expect(ids(desk)).not.toContain(1);
  await vi.waitFor(() => expect(host.arranged.views.length).toBe(6));
  const { session } = host.app;
  desk.views.remove(2);
  host.emit({ kind: 'session', session: { ...session, state: 'expired' } });
  host.emit({ kind: 'session', session });
  await loaded(desk);
  expect(desk.model.arranged.views?.length).toBeGreaterThan(4);
});

describe('rules', () => {
  const view = (id: number, name: string): SavedView => ({
    id,
    name,
    shows: { view: 'cases', query: { ...firstQuery('cases'), filters: { ...VIEWS.cases.noFilters, customers: [], collectionPartners: [], countries: [] }, columns: null } },
    clientName: null,
  });

  it('a question is the same whatever was chosen first, and whatever blanks surround it', () => {
    const { noFilters } = VIEWS.cases;
    const query = { ...firstQuery('cases'), search: ' x', filters: { ...noFilters, countries: ['B', null, 'A'] } };
    const { needsInfo, ...rest } = query.filters;
    expect(isSameQuery(query, { ...query, search: 'x ', filters: { needsInfo, ...rest, countries: [null, 'A', 'B'] } })).toBe(true);
    expect(isSameQuery(query, { ...query, filters: { ...query.filters, countries: ['A', 'B'] } })).toBe(false);
    expect(isSameQuery(query, { ...query, filters: { ...query.filters, countries: ['null', 'A', 'B'] } })).toBe(false);
    expect(isSameQuery(query, { ...query, sort: { ...query.sort, descending: !query.sort.descending } })).toBe(false);
  });

  it('moving keeps every view and ends at the ends', () => {
    const views = [1, 2, 3, 4].map((id) => view(id, `${id}`));
    for (const id of [1, 2, 3, 4]) {
      for (const by of [-9, -1, 0, 1, 9]) {
        const after = moved(views, id, by);
        expect(new Set(after)).toEqual(new Set(views));
        expect(after.findIndex((one) => one.id === id)).toBe(Math.min(Math.max(id - 1 + by, 0), 3));
      }
    }
    expect(moved(views, 99, 1)).toBe(views);
  });

  it('what is read asks what was saved', () => {
    expect(queryOf(view(1, 'x'), 'cases')).toEqual(firstQuery('cases'));
    expect(named([view(1, 'Ærø')], ' ÆRØ ')?.id).toBe(1);
    expect(named([view(1, 'Ærø')], 'Aero')).toBeNull();
  });

  it('a suggested name fits, whatever it is made of', () => {
    const hostile = { ...firstQuery('cases'), search: '🦄'.repeat(200), tab: 'closed' as const };
    const name = suggestedName('cases', hostile, null, 'en-GB');
    expect([...name].length).toBeLessThanOrEqual(80);
    expect(name).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(viewWords('cases', firstQuery('cases'), null, 'en-GB')).toBe('All cases');
    expect(viewWords('clients', { ...firstQuery('clients'), tab: 'unsigned', sort: { column: 'linked', descending: true } }, null, 'en-GB')).toBe(
      'Unsigned SDCA · by linked on',
    );
  });
});

describe('columns', () => {
  const shownIn = (desk: Desk) => desk.model.tables.cases.columns;
  const two = firstArrangement('cases').map(({ column }) => ({ name: column as string, width: null as number | null, shown: false }));
  const chosen = [
    { name: 'due', width: 120, shown: true },
    { name: 'debtor', width: null, shown: true },
    ...two.filter(({ name }) => name !== 'due' && name !== 'debtor'),
  ];

  async function narrow(): Promise<Awaited<ReturnType<typeof openWindow>>> {
    const opened = await openWindow('full');
    await loaded(opened.desk);
    opened.desk.arranging.show('cases', 'due', true);
    opened.desk.arranging.placeBefore('cases', 'due', 'reference');
    opened.desk.arranging.resize('cases', 'due', 120);
    return opened;
  }

  it('are a part of the view: shown, order and widths come back with it', async () => {
    const { host, desk } = await narrow();
    await saved('Due first');
    const { arrangement } = desk.model.tables.cases;
    await vi.waitFor(() => expect(host.arranged.views[0]?.shows.query.columns?.[0]).toEqual({ name: 'due', width: 120, shown: true }));
    desk.arranging.reset('cases');
    expect(standing(desk.model, 'cases')).toMatchObject({ changed: true });
    desk.views.apply(host.arranged.views[0] as SavedView);
    expect(desk.model.tables.cases.arrangement).toEqual(arrangement);
    expect(standing(desk.model, 'cases')).toMatchObject({ changed: false });
    // They are as the view has them after a restart, too.
    await vi.waitFor(() => expect(host.kept.cases[0]).toEqual({ name: 'due', width: 120, shown: true }));
    desk.arranging.resize('cases', 'due', 200);
    expect(standing(desk.model, 'cases')).toMatchObject({ changed: true });
    desk.views.update();
    await vi.waitFor(() => expect(host.arranged.views[0]?.shows.query.columns?.[0]?.width).toBe(200));
    desk.stop();
  });

  it('stay as they are where a view is older than that', async () => {
    const { desk } = await narrow();
    const before = shownIn(desk);
    const old: SavedView = { id: 7, name: 'Old', clientName: null, shows: { view: 'cases', query: { ...firstQuery('cases'), tab: 'active', columns: null } } };
    desk.views.apply(old);
    expect(shownIn(desk)).toBe(before);
    expect(desk.model.toasts).toEqual([]);
    desk.stop();
  });

  it('of a newer version neither lose the view nor are lost with it', async () => {
    const { host, desk } = await openWindow('full');
    await loaded(desk);
    const columns = [{ name: 'mood', width: 90, shown: true }, ...chosen];
    const newer: SavedView = { id: 3, name: 'Newer', clientName: null, shows: { view: 'cases', query: { ...firstQuery('cases'), columns } } };
    desk.views.apply(newer);
    expect(shownIn(desk)).toEqual(['due', 'debtor']);
    host.arranged.views = [newer];
    await desk.views.load();
    desk.views.apply(newer);
    expect(standing(desk.model, 'cases')).toMatchObject({ changed: false });
    desk.lists.chooseTab('cases', 'active');
    desk.views.update();
    await vi.waitFor(() => expect(host.arranged.views[0]?.shows.query.tab).toBe('active'));
    expect(host.arranged.views[0]?.shows.query.columns).toContainEqual({ name: 'mood', width: 90, shown: true });
    desk.stop();
  });

  it('that nothing remembers can be brought back with one key', async () => {
    const { desk } = await narrow();
    const { arrangement } = desk.model.tables.cases;
    const view: SavedView = { id: 1, name: 'Two', clientName: null, shows: { view: 'cases', query: { ...firstQuery('cases'), columns: chosen } } };
    desk.views.apply(view);
    expect(desk.model.toasts.at(-1)?.title).toBe('The columns are those of “Two” now');
    // In a text field the key means the text.
    $('#search').blur();
    await type.keyboard('{Control>}z{/Control}');
    expect(desk.model.tables.cases.arrangement).toEqual(arrangement);
    expect(desk.model.arranged.replaced).toBeNull();
    // What the program brings is no loss.
    desk.arranging.reset('cases');
    desk.views.apply(view);
    expect(desk.model.arranged.replaced).toBeNull();
    desk.stop();
  });
});
