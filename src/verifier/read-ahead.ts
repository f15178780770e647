/** Results of `count` tasks in their order, with at most `ahead` of them under way. */
export async function* readAhead<T>(
  count: number,
  ahead: number,
  task: (place: number) => Promise<T>,
): AsyncGenerator<T> {
  const waiting: Promise<T>[] = [];
  let started = 0;
  const start = (): void => {
    const one = task(started);
    // its failure is thrown when its turn comes, not before
    one.catch(() => {});
    waiting.push(one);
    started += 1;
  };
  while (started < Math.min(ahead, count)) start();
  for (let done = 0; done < count; done += 1) {
    const next = await waiting.shift();
    if (started < count) start();
    yield next as T;
  }
}
