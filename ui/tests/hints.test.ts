import { userEvent } from '@testing-library/user-event';
import { fireEvent } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { LOCKED } from '../src/host/fake/scenarios';
import { Hints, WAIT_MS as HINT_WAIT_MS } from '../src/state/hint';
import { $, openWindow, shown, text } from './window';

const hint = () => document.querySelector('[data-testid=hint]');

it('shows the words of what is pointed at, and takes them away with the page', async () => {
  const { host } = await openWindow('full');
  const cell = $('[data-place="2:4"]');
  await fireEvent.pointerOver(cell);
  expect(hint()).toBeNull();
  await shown('[data-testid=hint]');
  expect(text('[data-testid=hint]')).toBe(cell.dataset.hint);
  const session = { ...host.app.session, state: 'locked', partnerName: null, notice: LOCKED } as const;
  host.emit({ kind: 'session', session });
  await shown('#guid');
  expect(hint()).toBeNull();
});

it('stays away while the system would show its own, and gives the words back', async () => {
  await openWindow('full');
  const button = $('#filters');
  const { title } = button;
  expect(title).not.toBe('');
  await fireEvent.pointerOver(button);
  expect(button.title).toBe('');
  await shown('[data-testid=hint]');
  expect(text('[data-testid=hint]')).toBe(title);
  await fireEvent.keyDown(document.body, { key: 'Shift' });
  await vi.waitFor(() => expect(hint()).toBeNull());
  expect(button.title).toBe(title);
});

it('explains what keys go to, and nothing that the program gives the focus to', async () => {
  await openWindow('full');
  const [filters, columns] = [$('#filters'), $('#columns')];
  const borrowed = (button: HTMLElement) => vi.waitFor(() => expect(button.title).toBe(''));
  // The way back from a menu or a dialog is no question.
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  vi.spyOn(filters, 'matches').mockReturnValue(true);
  filters.focus();
  expect(filters.title).not.toBe('');
  vi.spyOn(columns, 'matches').mockReturnValue(true);
  await fireEvent.keyDown(document.body, { key: 'Tab' });
  columns.focus();
  await borrowed(columns);
  await shown('[data-testid=hint]');
});

it('covers no menu, and of what is opened only the things within', async () => {
  await openWindow('full');
  const watched = (element: Element) => {
    const told: unknown[] = [];
    const hints = new Hints((hint) => hint && told.push(hint));
    hints.over(element);
    return { told, hints };
  };
  await userEvent.setup().click($('#columns'));
  const within = watched($('[data-part=down]'));
  const without = watched($('#filters'));
  await vi.waitFor(() => expect(within.told).toHaveLength(1));
  expect(without.told).toEqual([]);
  for (const { hints } of [within, without]) hints.away();
  await userEvent.setup().click($('#account'));
  expect(document.querySelector('[role=menu]')).not.toBeNull();
  const covered = watched($('#filters'));
  await new Promise((resolve) => setTimeout(resolve, HINT_WAIT_MS + 50));
  expect(covered.told).toEqual([]);
  covered.hints.away();
});

it('shows the diagnostics before they are passed on', async () => {
  const { host } = await openWindow('full');
  const type = userEvent.setup();
  await type.click($('#account'));
  await type.click($('#diagnostics'));
  await vi.waitFor(() => expect(text('dialog pre')).toContain('It holds no Partner GUID'));
  expect(host.calls.some(({ name }) => name === 'saveDiagnostics' || name === 'copyDiagnostics')).toBe(false);
  await type.click($('#copy-diagnostics'));
  await vi.waitFor(() => expect(text('dialog [role=status]')).toBe('Copied.'));
  await type.click($('#save-diagnostics'));
  await vi.waitFor(() => expect(text('dialog [role=status]')).toMatch(/^Saved .+\.txt\.$/));
});

it('offers them to whoever cannot log in, too', async () => {
  const { host } = await openWindow('signedout');
  host.failures.set('diagnostics', { code: 'internal', message: 'Something went wrong.', hint: null });
  await userEvent.setup().click($('#diagnostics'));
  await vi.waitFor(() => expect(text('dialog pre')).toBe('Something went wrong.'));
});
