/**
 * Sentences that have nothing in common, one a subject: how alike a model finds them is what its similarities
 * mean by "unrelated". About as long as a query, for queries are one side of every comparison.
 */
export const UNRELATED_SENTENCES: readonly string[] = [
  'The ferry to the island leaves from the eastern pier at noon.',
  'Whisk the egg whites until they hold a stiff peak.',
  'Tenants must give the landlord three months of written notice.',
  'A neutron star packs the mass of the sun into the size of a city.',
  'The goalkeeper saved two penalties in the final.',
  'Prune the apple trees in late winter, before the buds open.',
  'Our database keeps its index in memory and its rows on disk.',
  'The violin concerto ends with a quiet slow movement.',
  'Insulin lowers the concentration of sugar in the blood.',
  'The parliament voted to raise the duty on imported steel.',
  'Knit two rows in blue wool, then change to the smaller needles.',
  'Replace the brake pads when less than three millimetres remain.',
  'Penguins huddle together to outlast the Antarctic night.',
  'The invoice for the office chairs is overdue by two weeks.',
  'Gothic cathedrals carry their vaults on pointed arches.',
  'A prime number has no divisor other than one and itself.',
  'She learned to pronounce the nasal vowels of Portuguese.',
  'The glacier has lost a third of its ice since the survey of 1973.',
  'Wash the wound with clean water and cover it with gauze.',
  'The detective found the missing letter behind the mirror.',
  'Roasted beans lose their aroma within a month of opening the bag.',
  'Emperor Diocletian divided the rule of Rome among four men.',
  'Charge the headphones for an hour before their first use.',
  'Small children often fear the dark more than strangers.',
];
