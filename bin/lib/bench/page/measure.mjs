/** Notes each task that keeps the page from answering for more than 50 ms; goes into the page before all else. */
export function watchLongTasks() {
  window.longTasks = [];
  new PerformanceObserver(list =>
    window.longTasks.push(...list.getEntries().map(entry => entry.duration)),
  ).observe({ type: 'longtask', buffered: true });
}

const settled = page =>
  page.evaluate(
    () =>
      new Promise(done => requestAnimationFrame(() => setTimeout(done, 100))),
  );

/**
 * Does something to a page, and tells what it cost.
 *
 * @returns `ms` until it was done, the `longest` task, and all long tasks together, in milliseconds
 */
export async function measure(page, work) {
  await page.evaluate(() => {
    window.longTasks = [];
  });
  return measureOpening(page, work);
}

/** The same for what loads the page. */
export async function measureOpening(page, work) {
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  await settled(page);
  const tasks = await page.evaluate(() => window.longTasks);
  return {
    ms,
    longest: Math.max(0, ...tasks),
    together: tasks.reduce((sum, task) => sum + task, 0),
  };
}

/** Whether the part of the page that scrolls a table is at its end. */
const isAtEnd = table => {
  let part = table;
  while (part.scrollHeight <= part.clientHeight + 1) {
    part = part.parentElement;
  }
  return part.scrollTop + part.clientHeight >= part.scrollHeight - 1;
};

const MOST_STEPS = 1_000;

/** Scrolls a table from its top to its end, as a wheel does: some pixels at a time, one time a frame. */
export async function scrollThrough(page, table, pixels) {
  await table.hover({ position: { x: 300, y: 200 } });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.mouse.wheel(0, pixels);
    await page.evaluate(
      () => new Promise(done => requestAnimationFrame(() => done())),
    );
    if (await table.evaluate(isAtEnd)) {
      return;
    }
  }
  throw new Error('The table was not scrolled to its end');
}
