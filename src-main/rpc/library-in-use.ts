/** The code storage gives where another engine holds the library. */
export const LIBRARY_IN_USE = 'LIBRARY_IN_USE';
