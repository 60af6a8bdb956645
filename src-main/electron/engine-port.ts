/** Under this name the page gets its one MessagePort to the engine. */
export const ENGINE_PORT = 'inkling-engine-port';
