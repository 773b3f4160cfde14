import { openHost } from '$host';
import { mount } from 'svelte';
import App from './App.svelte';
import { Desk } from './state/desk';
import { Store } from './state/store.svelte';
import './styles/base.css';

const host = openHost();
const desk = new Desk(new Store(), host);
const target = document.querySelector('#app');

if (target) {
  await desk.start();
  mount(App, { target, props: { desk } });
  // Two frames: the first lays out, the second has been painted. A hidden window may get no frames, hence the timer.
  const shown = new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, 120);
  });
  void shown.then(() => host.windowShown()).catch(() => undefined);
}
