/** The chapters of a life, in the order of the native route; the other has one more. */
export const CHAPTERS = [
  'failover',
  'session',
  'install-agents',
  'start-reverse-replication',
  'mirror-config',
  'ready',
  'drill',
  'terminate-drill',
  'ready again',
  'failback',
  're-protect',
  'cleanup',
];

/** The same before, or in, every chapter. */
export const inEach = (work, chapters = CHAPTERS) =>
  Object.fromEntries(chapters.map(chapter => [chapter, work]));

/** Something that is done once, as soon as a chapter is under way. */
export const once = work => async world => {
  await work(world);
  return true;
};
