/** Works through a list, so many at a time, in its order. @returns the results in the same order */
export async function atATime(count, list, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const index = next;
      next += 1;
      results[index] = await work(list[index], index);
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
