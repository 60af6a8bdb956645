import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** A shell's number for an end by signal. */
function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** Hands signals on while the child lives; returns how to stop. */
function forwardSignals(child) {
  const passOn = (signal) => {
    // A console gives Ctrl-C to all its programs, and kill() there would not be gentle.
    if (process.platform !== 'win32') child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return () => {
    for (const signal of signals) process.off(signal, passOn);
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
