import FileLock from '@lucide/svelte/icons/file-lock';
import FileX from '@lucide/svelte/icons/file-x';
import ScanText from '@lucide/svelte/icons/scan-text';
import Timer from '@lucide/svelte/icons/timer';

/** Codes by what stands in them, each with its sign. */
const SIGNS = [
  [/PASSWORD|UNREADABLE/, FileLock],
  [/NO_TEXT|NO_WORDS|GARBLED|RECOGNITION_FAILED/, ScanText],
  [/TOO_LONG/, Timer],
] as const;

export function errorIcon(code: string): typeof FileX {
  return SIGNS.find(([codes]) => codes.test(code))?.[1] ?? FileX;
}
