/** How page and terminal say how long it takes: the same words in both. */
export const TIME_LEFT_WORDS = [
  [0.2, 'a few seconds'],
  [9.9, 'a few seconds'],
  [10, 'less than a minute'],
  [59, 'less than a minute'],
  [61, 'about a minute'],
  [100, 'about 2 minutes'],
  [1260, 'about 21 minutes'],
  [6300, 'about 2 hours'],
  [7200, 'about 2 hours'],
  [200_000, 'about 2 days'],
] as const;
