/** Waits for some work, but no longer than this; the work goes on. Errors of the work count as its end. */
export async function atMost(
  work: Promise<unknown>,
  milliseconds: number,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>(resolve => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => {}), time]);
  clearTimeout(timer);
}
