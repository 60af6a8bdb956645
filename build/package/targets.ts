/** What an installer is made for, and which installers. */
export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly architecture: 'x64' | 'arm64';
  readonly installers: readonly string[];
}

/** Where every native part exists: ONNX Runtime has none for darwin x64, sqlite-vec none for Windows on arm64. */
export const TARGETS: readonly Target[] = [
  { platform: 'linux', architecture: 'x64', installers: ['AppImage', 'deb'] },
  { platform: 'linux', architecture: 'arm64', installers: ['AppImage', 'deb'] },
  { platform: 'darwin', architecture: 'arm64', installers: ['dmg'] },
  { platform: 'win32', architecture: 'x64', installers: ['nsis'] },
];

/** @throws Error where nothing is packaged for it */
export function targetOf(platform: string, architecture: string): Target {
  const found = TARGETS.find(
    (target) => target.platform === platform && target.architecture === architecture,
  );
  if (found) return found;
  const known = TARGETS.map((target) => `${target.platform}-${target.architecture}`).join(', ');
  throw new Error(`nothing is packaged for ${platform}-${architecture}; there are ${known}.`);
}
