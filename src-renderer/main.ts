import { mount } from 'svelte';

import { takeCode, type Place } from './api/connect.ts';
import Root from './Root.svelte';

const place: Place = {
  location,
  history,
  storage: sessionStorage,
  fetch: (input, init) => fetch(input, init),
};
const target = document.querySelector('#app');
if (target !== null) mount(Root, { target, props: { code: takeCode(place), place } });
