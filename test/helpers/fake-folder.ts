/** A folder that has been read. */
export function folder(path: string) {
  return {
    path,
    connected: true,
    live: true,
    paused: false,
    agents: false,
    patterns: '',
    meaning: true,
    files: 3,
    searchable: 3,
    passages: 7,
    deepenable: 7,
    deepened: 0,
    lookedOver: 1,
  };
}
