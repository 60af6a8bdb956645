/** What a made-up person keeps: subjects, and sentences that documents of them are put together from. */
export interface Subject {
  /** The folder of its documents. */
  readonly folder: string;
  readonly titles: readonly string[];
  readonly sentences: readonly string[];
}

export const SUBJECTS: readonly Subject[] = [
  {
    folder: 'Flat',
    titles: ['Tenancy', 'Letter to the landlord', 'Service charges', 'Moving house', 'Handing over the keys'],
    sentences: [
      'The tenancy may be ended with three months notice, in writing, to the end of a month.',
      'The radiator in the bathroom has been cold since the first frost.',
      'Heating, water and the lift are shared out by the size of the flats.',
      'The deposit is paid back once the last bill has come.',
      'On leaving, the walls are white and all keys are handed over.',
      'The neighbours above have asked for quiet after ten in the evening.',
      'The meter in the cellar was read by both sides together.',
    ],
  },
  {
    folder: 'Garden',
    titles: ['Bees in winter', 'Plan of the beds', 'Pruning the apple trees', 'Compost', 'Seeds to order'],
    sentences: [
      'Colonies overwinter on stored honey; a weak hive is joined with a strong one before the frost.',
      'Beans follow cabbage, and nothing stands twice in the same bed.',
      'Apple trees are cut in late winter, before the sap rises.',
      'Coarse and fine, wet and dry by turns: then the heap grows warm.',
      'Tomatoes are sown indoors in March and planted out after the last night of frost.',
      'Slugs come when it rains; boards laid out in the evening gather them.',
      'The swarm hung in the hedge for two days before it was caught.',
    ],
  },
  {
    folder: 'Kitchen',
    titles: ['Bread', 'Preserves', 'Sunday lunch', 'Soups', 'What the children like'],
    sentences: [
      'Knead the dough for ten minutes and let it rest overnight in the fridge.',
      'Bake at 230 degrees on a stone until the crust sounds hollow.',
      'Quince jelly sets without gelatine if the fruit is not too ripe.',
      'Brown the onions slowly; all else waits for them.',
      'A spoon of vinegar lifts a lentil soup more than salt does.',
      'Jars are boiled before they are filled, and closed while hot.',
      'For six people take a shoulder of lamb and two hours of patience.',
    ],
  },
  {
    folder: 'Money',
    titles: ['Tax return', 'Insurance', 'Pension', 'Household book', 'Invoice for the roof'],
    sentences: [
      'Receipts are kept for ten years, sorted by the year they were paid in.',
      'The insurance pays for water from pipes, but not for water from the river.',
      'Journeys to work are counted by the shorter way.',
      'The roofer asks for a third before he begins and the rest when it is tight.',
      'What was paid into the pension lowers the tax of the same year.',
      'The bank withdraws the rate on the fifteenth of each month.',
      'Gifts to the lifeboat are deductible with the receipt it sends in January.',
    ],
  },
  {
    folder: 'Travel',
    titles: ['By train to Lisbon', 'Packing list', 'Island in May', 'Walking the coast', 'Old harbours'],
    sentences: [
      'The night train leaves at twenty past nine and is at the border by dawn.',
      'Two shirts, one jumper, the good boots; nothing else is missed.',
      'The ferry takes bicycles if they are announced a day before.',
      'Above the bay stands a chapel whose key hangs at the baker.',
      'The path follows the cliff and is closed when it storms.',
      'Coffee is drunk standing and costs half of what it costs at a table.',
      'The harbour silted up a hundred years ago and the town fell asleep.',
    ],
  },
  {
    folder: 'Stars',
    titles: ['Grinding a mirror', 'Observing log', 'Comet in October', 'Mounting', 'The moon through glass'],
    sentences: [
      'Grinding a telescope mirror takes patience and a steady number of strokes.',
      'The parabola is reached by polishing the centre with pitch.',
      'Saturn stood low over the roofs and its ring was a thin line.',
      'The comet could be seen with the naked eye for eleven nights.',
      'Dew ends most nights earlier than clouds do.',
      'A mounting that trembles spoils the best glass.',
      'Along the edge of light the craters throw their longest shadows.',
    ],
  },
  {
    folder: 'Choir',
    titles: ['Programme for Advent', 'Minutes of the meeting', 'Rehearsals', 'The organ', 'Voices wanted'],
    sentences: [
      'The tenors come half an hour earlier, for there are only four of them.',
      'The organ is tuned in the week before the concert, when the church is heated.',
      'The treasurer was thanked and chosen again with two abstentions.',
      'We sing the motet without accompaniment, a little slower than last year.',
      'Scores are lent out against a signature and come back by February.',
      'Whoever cannot read music learns by ear in the second row.',
      'The concert begins at five, so that families can come.',
    ],
  },
  {
    folder: 'Bicycle',
    titles: ['Overhauling the hub', 'Chain and sprockets', 'Over the pass', 'Parts list', 'Brakes'],
    sentences: [
      'A chain that has stretched by one hundredth wears out the sprockets with it.',
      'The hub is packed with grease until it shows at the seals.',
      'Spokes are tightened by quarter turns, those opposite by as much.',
      'Over the pass it is eighteen miles up and eighteen down.',
      'Brake pads squeal when they stand parallel to the rim.',
      'A puncture is found under water, where it bubbles.',
      'The saddle is level, the knee over the pedal, the back long.',
    ],
  },
];
