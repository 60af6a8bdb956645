import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Shorter than a name look-up or a handshake with another machine takes. */
const LOOK_MILLISECONDS = 2;
const TABLES = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];

/** 127.0.0.0/8 as the kernel prints it (bytes turned round), ::1, and the former mapped into IPv6. */
const LOOPBACK = /^([0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F):/;

/**
 * Looks at every socket of some processes and all they start, again and again while `work` runs, and gives those that
 * are not loopback: connected elsewhere, or open to elsewhere. Linux only.
 */
export async function foreignSocketsDuring(
  roots: readonly number[],
  work: () => Promise<void>,
): Promise<string[]> {
  const seen = new Set<string>();
  const ending = new AbortController();
  const watching = (async () => {
    while (!ending.signal.aborted) {
      for (const socket of foreignSockets(roots)) seen.add(socket);
      await sleep(LOOK_MILLISECONDS);
    }
  })();
  try {
    await work();
  } finally {
    ending.abort();
    await watching;
  }
  return [...seen];
}

function foreignSockets(roots: readonly number[]): string[] {
  const inodes = new Set(processTree(roots).flatMap(socketInodes));
  return TABLES.flatMap((table) =>
    lines(`/proc/net/${table}`).flatMap((line) => foreign(table, line, inodes)),
  );
}

function foreign(table: string, line: string, inodes: ReadonlySet<string>): string[] {
  const [, local = '', remote = '', , , , , , , inode = ''] = line.trim().split(/\s+/);
  return inodes.has(inode) && !LOOPBACK.test(local) ? [`${table} ${local} → ${remote}`] : [];
}

/** The processes and all below them. */
export function processTree(roots: readonly number[]): number[] {
  const parents = listing('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const tree = new Set(roots);
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

function parentOf(pid: string): number {
  const [stat = ''] = lines(`/proc/${pid}/stat`, 0);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? -1);
}

function socketInodes(pid: number): string[] {
  return listing(`/proc/${pid}/fd`).flatMap((name) => {
    const target = orElse('', () => readlinkSync(`/proc/${pid}/fd/${name}`));
    return /^socket:\[(\d+)\]$/.exec(target)?.slice(1) ?? [];
  });
}

function lines(path: string, from = 1): string[] {
  return orElse('', () => readFileSync(path, 'utf8'))
    .split('\n')
    .slice(from);
}

function listing(path: string): string[] {
  return orElse([], () => readdirSync(path));
}

/** Processes and their files come and go while one looks. */
function orElse<T>(absent: T, look: () => T): T {
  try {
    return look();
  } catch {
    return absent;
  }
}
