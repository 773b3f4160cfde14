import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DISK } from '../src/host/fake/scenarios';
import { openWindow, shown, text } from './window';

const type = userEvent.setup();

it('goes a step larger, smaller and back by keys, and says how large it is', async () => {
  const { host } = await openWindow('full');
  await shown('[data-row-id]');
  const steps = () => host.calls.filter(({ name }) => name === 'zoom').map(({ argument }) => argument);
  await type.keyboard('{Control>}+{/Control}');
  await vi.waitFor(() => expect(text('#app, body')).toContain('Zoom 110 %'));
  await type.keyboard('{Control>}={/Control}{Control>}-{/Control}{Control>}0{/Control}');
  await vi.waitFor(() => expect(steps()).toEqual(['in', 'in', 'out', 'plain']));
  await vi.waitFor(() => expect(text('#app, body')).toContain('Zoom 100 %'));
  host.failures.set('zoom', DISK);
  await type.keyboard('{Control>}+{/Control}');
  await vi.waitFor(() => expect(text('#app, body')).toContain('The zoom could not be changed'));
});

it('works on the log-in page too', async () => {
  const { host } = await openWindow('signedout');
  await type.keyboard('{Control>}+{/Control}');
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'zoom')).toBe(true));
});

it('works over a dialog, which stays', async () => {
  const { host, desk } = await openWindow('full');
  await shown('[data-row-id]');
  desk.open('settings');
  await shown('#close-settings');
  await type.keyboard('{Control>}-{/Control}');
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'zoom')).toBe(true));
  expect(document.querySelector('#close-settings')).not.toBeNull();
});
