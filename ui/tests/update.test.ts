import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { NOTES } from '../src/host/fake/updates';
import { OFFLINE } from '../src/host/fake/scenarios';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const names = (host: Awaited<ReturnType<typeof openWindow>>['host']) => host.calls.map(({ name }) => name);
const install = () => $('#update-install') as HTMLButtonElement;
const offerNote = () => document.querySelector('[data-testid=update-offer]');

async function open(scenario: Parameters<typeof openWindow>[0]) {
  const opened = await openWindow(scenario);
  await shown('[data-row-id]');
  return opened;
}

async function openDialog(scenario: Parameters<typeof openWindow>[0] = 'update') {
  const opened = await open(scenario);
  await type.click($('#account'));
  await type.click($('#update'));
  await shown('dialog');
  return opened;
}

it('is nowhere where the program looks for no newer version', async () => {
  const { host, desk } = await open('full');
  expect(offerNote()).toBeNull();
  await type.click($('#account'));
  expect(document.querySelector('#update')).toBeNull();
  await type.keyboard('{Escape}{Control>}k{/Control}');
  await type.keyboard('>look for');
  await vi.waitFor(() => expect(desk.model.palette.shown.text).toBe('>look for'));
  expect(text('dialog')).not.toContain('new version');
  desk.updating.open();
  expect(desk.model.dialog).toBe('palette');
  expect(names(host).filter((name) => /update/i.test(name))).toEqual([]);
});

it('mentions a newer version in the corner, and fetches nothing', async () => {
  const { host } = await open('update');
  expect(text('[data-testid=update-offer]')).toContain('Partner Desk 0.2.0 is here');
  await type.click($('[data-testid=update-offer] button'));
  await shown('dialog');
  expect(text('dialog h2')).toBe('Partner Desk 0.2.0 is here');
  expect(offerNote()).toBeNull();
  expect(names(host)).not.toContain('installUpdate');
  expect(names(host)).not.toContain('lookForUpdate');
});

it('shows what is new as text, whatever it looks like, and axe has nothing to say', async () => {
  await openDialog();
  expect($('dialog .notes').textContent).toBe(NOTES);
  expect(document.querySelector('dialog .notes *')).toBeNull();
  expect(text('dialog')).toContain('You have 0.1.0.');
  expect(await violations($('dialog'))).toEqual([]);
});

it('is mentioned on when its dialog is only closed, and not after Not now', async () => {
  const { host } = await openDialog();
  await type.keyboard('{Escape}');
  $('dialog').dispatchEvent(new Event('cancel'));
  await shown('[data-testid=update-offer]');
  await type.click(document.querySelectorAll<HTMLElement>('[data-testid=update-offer] button')[1]!);
  await vi.waitFor(() => expect(offerNote()).toBeNull());
  expect(names(host)).toContain('putUpdateOff');
  // Whoever asks is told all the same; another version is another question.
  await type.click($('#account'));
  await type.click($('#update'));
  await vi.waitFor(() => expect(text('dialog h2')).toBe('Partner Desk 0.2.0 is here'));
  $('dialog').dispatchEvent(new Event('cancel'));
  host.updates.move({ offer: { version: '0.2.1', notes: '', putOff: false } });
  await shown('[data-testid=update-offer]');
});

it('is not installed during a sync or an export, and says so', async () => {
  const { host } = await openDialog();
  expect(install().disabled).toBe(false);
  host.emit({ kind: 'sync', sync: { ...host.app.sync, running: true } });
  await vi.waitFor(() => expect(install().disabled).toBe(true));
  expect(text('dialog [role=status]')).toBe('It can be installed once the sync has ended.');
  expect(text(`#${install().getAttribute('aria-describedby') ?? 'nothing'}`)).toContain('the sync has ended');
  host.emit({ kind: 'sync', sync: { ...host.app.sync, running: false } });
  await vi.waitFor(() => expect(install().disabled).toBe(false));
});

it('waits for an export, too', async () => {
  const { desk } = await openDialog();
  void desk.export();
  await vi.waitFor(() => expect(text('dialog [role=status]')).toBe('It can be installed once the export has ended.'));
  expect(install().disabled).toBe(true);
});

it('tells how far it is, in the dialog and after it was closed, and can be stopped', async () => {
  const { host, desk } = await openDialog();
  await type.click(install());
  await vi.waitFor(() => expect(text('dialog [role=status]')).toMatch(/^Fetching 0\.2\.0: \d+ %$/));
  expect($('dialog progress').getAttribute('aria-label')).toBe('Fetched');
  expect(install().disabled).toBe(true);
  desk.closeDialog();
  await shown('[data-testid=update-goes-on]');
  await type.click($('[data-testid=update-goes-on] button'));
  await vi.waitFor(() => expect(text('#update-later')).toBe('Stop'));
  await type.click($('#update-later'));
  await vi.waitFor(() => expect(desk.model.app?.update).toMatchObject({ step: 'resting', offer: { putOff: true } }));
  expect(names(host).filter((name) => name === 'installUpdate')).toHaveLength(1);
});

it('says what went wrong where one looks', async () => {
  const { host, desk } = await openDialog();
  const forged = { code: 'badAnswer', message: 'It was thrown away.', hint: 'Tell somebody.' } as const;
  host.failures.set('installUpdate', forged);
  await type.click(install());
  await vi.waitFor(() => expect(text('dialog')).toContain('It was thrown away. Tell somebody.'));
  expect(install().disabled).toBe(false);
  host.failures.set('installUpdate', forged);
  void desk.updating.install();
  desk.closeDialog();
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('The new version was not installed'));
});

it('looks when asked, and says that there is none', async () => {
  const { host } = await openDialog('newest');
  await vi.waitFor(() => expect(text('dialog [role=status]')).toBe('Partner Desk 0.1.0 is the newest version.'));
  expect(names(host)).toContain('lookForUpdate');
  expect(document.querySelector('#update-install')).toBeNull();
  expect(await violations($('dialog'))).toEqual([]);
});

it('looks again after it could not', async () => {
  const { host } = await open('newest');
  host.failures.set('lookForUpdate', OFFLINE);
  await type.click($('#account'));
  await type.click($('#update'));
  await vi.waitFor(() => expect(text('dialog')).toContain('Debitura cannot be reached.'));
  expect(text('dialog')).not.toContain('is the newest');
  host.updates.next = { version: '0.3.0', notes: '', putOff: false };
  await type.click([...document.querySelectorAll<HTMLElement>('dialog button')].find((one) => one.textContent?.includes('again'))!);
  await vi.waitFor(() => expect(text('dialog h2')).toBe('Partner Desk 0.3.0 is here'));
  expect(text('dialog .notes')).toBe('Nothing was written down about it.');
});
