import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';

/** Edges in pixels of the pictures a Linux desktop chooses from. */
const LINUX = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Apple's names for pictures and for those of twice the pixels. */
const MAC = {
  icp4: 16,
  ic11: 32,
  icp5: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

/** At this many pixels and less the margin around the tile, which docks expect, would cost what little there is to see. */
const SMALL = 48;
/** The tile without its margin, in units of the drawing. */
const TILE = '100 100 824 824';
const WHOLE = '0 0 1024 1024';

/** Draws resources/icon.svg in every size and kind that the systems ask for, into `folder`. */
export async function makeIcons(root: string, folder: string): Promise<void> {
  await prepare();
  const svg = readFileSync(join(root, 'resources', 'icon.svg'), 'utf8');
  const drawn = new Map<number, Uint8Array>();
  const draw = (size: number): Uint8Array => {
    const picture = drawn.get(size) ?? drawIcon(svg, size);
    drawn.set(size, picture);
    return picture;
  };
  const icons = join(folder, 'linux');
  mkdirSync(icons, { recursive: true });
  for (const size of LINUX) writeFileSync(join(icons, `${size}x${size}.png`), draw(size));
  writeFileSync(join(folder, 'icon.ico'), await windowsIcon(draw));
  writeFileSync(join(folder, 'icon.icns'), await macIcon(draw));
}

/** A PNG of so many pixels a side. */
export function drawIcon(svg: string, size: number): Uint8Array {
  const seen = size <= SMALL ? svg.replace(`viewBox="${WHOLE}"`, `viewBox="${TILE}"`) : svg;
  return new Resvg(seen, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

let prepared: Promise<void> | null = null;

/** The library is WebAssembly and may be told of its file once. */
function prepare(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  prepared ??= initWasm(readFileSync(file));
  return prepared;
}

async function windowsIcon(draw: (size: number) => Uint8Array): Promise<Uint8Array> {
  const icon = new IconIco();
  for (const size of WINDOWS) await icon.addFromPng(draw(size), null, false);
  return icon.encode();
}

async function macIcon(draw: (size: number) => Uint8Array): Promise<Uint8Array> {
  const icon = new IconIcns();
  icon.toc = true;
  for (const [name, size] of Object.entries(MAC)) await icon.addFromPng(draw(size), [name], true);
  return icon.encode();
}
