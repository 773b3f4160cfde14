import { openHost } from '$host';
import { flushSync, mount } from 'svelte';
import App from './App.svelte';
import { Desk } from './state/desk';
import { Store } from './state/store.svelte';
import './styles/base.css';
import { fetchLater } from './views/fetched.svelte';

const host = openHost();
const desk = new Desk(new Store(), host);
const target = document.querySelector('#app');

/** Waiting longer for the first rows would look like a slow start; the skeleton looks like progress. */
const FIRST_ROWS_MS = 200;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

if (target) {
  const { rows } = await desk.start();
  // Fonts are looked for per system: each name that a system lacks costs the first layout some ten milliseconds.
  document.documentElement.dataset.platform = desk.model.app?.platform ?? 'linux';
  // With its rows the page is made once instead of twice.
  await Promise.race([rows, wait(FIRST_ROWS_MS)]);
  mount(App, { target, props: { desk } });
  flushSync();
  // A hidden window gets no animation frames to wait for. What is laid out is painted with the first one that it gets.
  target.getBoundingClientRect();
  await host.windowShown().catch(() => undefined);
  void fetchLater();
}
