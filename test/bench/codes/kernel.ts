import { compileString } from 'assemblyscript/asc';

const PAGE = 65_536;
const OPTIONS = { optimizeLevel: 3, noAssert: true, runtime: 'stub', enable: ['simd'], importMemory: true };

export interface Kernel {
  readonly memory: ArrayBuffer;
  readonly exports: Record<string, (...numbers: number[]) => void>;
}

/** Compiles AssemblyScript that has memory of its own, none of it managed. */
export async function compileKernel(source: string, memoryBytes: number): Promise<Kernel> {
  const { error, binary, stderr } = await compileString({ 'input.ts': source }, OPTIONS);
  if (error !== null || binary === null) throw new Error(`the kernel does not compile: ${stderr.toString()}`);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(memoryBytes / PAGE) });
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(binary), { env: { memory } });
  return { memory: memory.buffer, exports: instance.exports as Kernel['exports'] };
}
