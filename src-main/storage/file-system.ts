import { readFileSync, realpathSync, statfsSync } from 'node:fs';

/** What a folder lies on, as the system tells. */
export interface FileSystem {
  /** Of statfs(2). */
  readonly type: number;
  /** As mounted, such as fuse.sshfs; null where the system does not say. */
  readonly name: string | null;
}

/** Magic numbers of statfs(2), from linux/magic.h and the sources of each file system. */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x5346414f, 'afs'],
  [0x00c36400, 'ceph'],
  [0x01021997, '9p'],
]);
/** Those that a program serves; others of its kind, as for NTFS, are on a disk of this computer. */
const NETWORK_NAMES =
  /^(nfs\d*|cifs|smb\w*|9p|ceph|afs|fuse\.(sshfs|rclone|s3fs|davfs2?|gvfsd-fuse|glusterfs|ceph|curlftpfs|smbnetfs))$/;

/** The name of the network file system; null for a disk of this computer. */
export function networkName({ type, name }: FileSystem): string | null {
  if (name !== null && NETWORK_NAMES.test(name)) return name;
  return NETWORK_TYPES.get(type) ?? null;
}

/** Linux alone tells by number and name; elsewhere nothing is claimed. */
export function fileSystemOf(folder: string): FileSystem {
  if (process.platform !== 'linux') return { type: 0, name: null };
  return { type: statfsSync(folder).type, name: mountedAs(realpathSync(folder)) };
}

/** proc(5), mountinfo: the fifth field is where, what follows the dash is what; the last mount of the longest place holds. */
function mountedAs(folder: string): string | null {
  let place = '';
  let name: string | null = null;
  for (const line of mounts()) {
    const [before = '', after = ''] = line.split(' - ');
    const at = unescaped(before.split(' ')[4] ?? '');
    const isAround = at === '/' || folder === at || folder.startsWith(`${at}/`);
    if (isAround && at.length >= place.length) [place, name] = [at, after.split(' ')[0] ?? null];
  }
  return name;
}

function mounts(): string[] {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Blanks stand as octal numbers. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
