import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How long a child may take over a Ctrl-C that its whole group was given before we say it again. */
const INTERRUPT_GRACE_MILLISECONDS = 2000;

/** A shell's number for an end by signal. */
function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Hands signals on while the child lives; returns how to stop. Ctrl-C reaches the whole group, the child included, and
 * twice might mean `at once` to it: so it is said again only if the child seems not to have heard.
 */
function forwardSignals(child) {
  const passOn = (signal) => child.kill(signal);
  const interrupt = () => {
    // A console gives Ctrl-C to all its programs, and kill() there would not be gentle.
    if (process.platform === 'win32') return;
    setTimeout(passOn, INTERRUPT_GRACE_MILLISECONDS, 'SIGINT').unref();
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
