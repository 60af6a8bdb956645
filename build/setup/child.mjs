import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How long a child may take over a Ctrl-C that the terminal gave it before we say it again. */
const INTERRUPT_GRACE_MILLISECONDS = 2000;

/** A shell's number for an end by signal. */
function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Hands signals on while the child lives; returns how to stop. Ctrl-C in a terminal reaches the whole group, the child
 * included: there it is said again only if the child seems not to have heard.
 */
function forwardSignals(child) {
  const passOn = (signal) => child.kill(signal);
  const interrupt = () => {
    if (process.platform === 'win32') return;
    if (process.stdin.isTTY) setTimeout(passOn, INTERRUPT_GRACE_MILLISECONDS, 'SIGINT').unref();
    else passOn('SIGINT');
  };
  const listeners = { SIGINT: interrupt, SIGTERM: passOn, SIGHUP: passOn };
  for (const [signal, listener] of Object.entries(listeners)) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
  };
}

/** Runs a command to its end on our own terminal; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const stopForwarding = forwardSignals(child);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve(exitCode(code, signal));
    });
  });
}

/** Runs a command and keeps what it says; resolves to { code, output }. */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const output = [];
    child.stdout.on('data', (piece) => output.push(piece));
    child.stderr.on('data', (piece) => output.push(piece));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code: exitCode(code, signal), output: Buffer.concat(output).toString() });
    });
  });
}
