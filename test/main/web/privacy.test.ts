import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { readAddress } from '../../../src-main/rpc/address.ts';
import { inkling, inklingOpen } from '../../helpers/command-line.ts';
import { foreignSocketsDuring, processTree } from '../../helpers/foreign-sockets.ts';
import { realLibrary } from '../../helpers/real-library.ts';

/** A model is loaded, and every socket of every process is looked at all the while. */
const SLOW_MILLISECONDS = 90_000;

const TCP = "require('net').createServer().listen(0, '0.0.0.0')";
const TCP6 = "require('net').createServer().listen(0, '::')";
const UDP = "require('dgram').createSocket('udp4').bind(0)";

describe.runIf(process.platform === 'linux')('nothing leaves this machine', () => {
  test(
    'while a page is open, folders are read and deepened, and searches run',
    async () => {
      await using real = await realLibrary();
      const opened = await inklingOpen(real.library);
      const { pid } = (await readAddress(real.library)) ?? { pid: 0 };
      const below: number[] = [];
      const foreign = await foreignSocketsDuring([opened.pid, pid], async () => {
        await fetch(opened.url);
        await inkling('index', real.papers, '--deep', '--library', real.library);
        below.push(...processTree([pid]).filter((child) => child !== pid));
        await inkling('search', 'cancel the lease', '--library', real.library);
        await opened.end('SIGINT');
      });
      expect(foreign).toEqual([]);
      // The watch reached inference and extraction, too.
      expect(below.length).toBeGreaterThan(0);
    },
    SLOW_MILLISECONDS,
  );

  test.each([
    ['a port open to the network', TCP, /^tcp 00000000:/],
    ['a port open on IPv6', TCP6, /^tcp6 0{32}:/],
    ['a datagram', UDP, /^udp 00000000:/],
    [
      'a datagram of a child',
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(UDP)}])`,
      /^udp /,
    ],
  ])('and %s would be seen', async (_name, code, expected) => {
    const child = spawn(process.execPath, ['-e', `${code};setInterval(() => {}, 1e6)`], { stdio: 'ignore' });
    const foreign = await foreignSocketsDuring([child.pid ?? 0], () => appeared(child.pid ?? 0, expected));
    const tree = processTree([child.pid ?? 0]);
    for (const pid of tree) process.kill(pid, 'SIGKILL');
    await once(child, 'exit');
    expect(foreign).toEqual([expect.stringMatching(expected)]);
  });
});

async function appeared(pid: number, expected: RegExp): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    const seen = await foreignSocketsDuring([pid], async () => {});
    if (seen.some((socket) => expected.test(socket))) return;
  }
}
