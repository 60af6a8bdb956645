import { mount } from 'svelte';

import { connect, takeCode, type Place } from './api/connect.ts';
import { connectShell, windowKind } from './api/shell-door.ts';
import Root from './Root.svelte';

const place: Place = {
  location,
  history,
  storage: sessionStorage,
  fetch: (input, init) => fetch(input, init),
};
const target = document.querySelector('#app');
const kind = windowKind(location);

function openDoor(onRefused: () => void): ReturnType<typeof connect> {
  return kind === null ? connect(code, place, onRefused) : connectShell(window);
}

const code = kind === null ? takeCode(place) : null;
if (target !== null) mount(Root, { target, props: { openDoor, isQuick: kind === 'quick' } });
