import { openHost } from '$host';
import { mount } from 'svelte';
import App from './App.svelte';
import { Desk } from './state/desk';
import { Store } from './state/store.svelte';
import './styles/base.css';

const host = openHost();
const desk = new Desk(new Store(), host);
const target = document.querySelector('#app');

/** Waiting longer for the first rows would look like a slow start; the skeleton looks like progress. */
const FIRST_ROWS_MS = 250;
/** A hidden window may get no animation frames at all. */
const FRAMES_MS = 120;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
// The first frame lays out, the second one has been painted.
const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

if (target) {
  const { rows } = await desk.start();
  mount(App, { target, props: { desk } });
  await Promise.race([rows, wait(FIRST_ROWS_MS)]);
  await Promise.race([painted(), wait(FRAMES_MS)]);
  await host.windowShown().catch(() => undefined);
}
