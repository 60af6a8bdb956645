declare module 'seek-bzip' {
  interface Output {
    writeByte(byte: number): void;
    flush(): void;
  }
  const Bunzip: { decode(input: Uint8Array, output: Output, multistream: boolean): void };
  export default Bunzip;
}

declare module 'tar-stream' {
  interface Entry extends AsyncIterable<Uint8Array> {
    readonly header: { readonly name: string; readonly type: string; readonly size?: number };
    resume(): void;
  }
  interface Header {
    readonly name: string;
    readonly type?: string;
    readonly linkname?: string;
  }
  export function pack(): NodeJS.ReadableStream & {
    entry(header: Header, content?: Uint8Array): void;
    finalize(): void;
  };
  export function extract(): AsyncIterable<Entry> & { end(bytes: Uint8Array): void };
}
