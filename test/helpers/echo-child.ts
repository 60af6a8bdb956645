/** Answers what it hears; a few words have a meaning. */
process.on('message', (message) => {
  if (message === 'environment') process.send?.(Object.keys(process.env));
  else if (message === 'last words') speakAndExit();
  else if (message === 'spin') for (;;);
  else process.send?.(message);
});

function speakAndExit(): void {
  for (let word = 0; word < 99; word += 1) process.send?.(word);
  process.send?.('end', () => process.exit(7));
}
