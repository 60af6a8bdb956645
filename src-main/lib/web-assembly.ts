interface MemorySize {
  /** In pages of 64 kB. */
  readonly initial: number;
  readonly maximum?: number;
  /** Between threads. */
  readonly shared?: boolean;
}

/** The little of WebAssembly that kernels need: its types come with the DOM's, which src-main does without. */
interface WebAssemblyDoor {
  readonly Memory: new (size: MemorySize) => WebAssemblyMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
}

/** A kernel's memory; a shared one crosses to threads. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  /** By pages; what looks into the buffer is to be made anew. */
  grow(pages: number): number;
}

export const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyDoor })
  .WebAssembly;
