// Near-duplicates among generated French texts: seconds of processor and memory, and what MinHash finds of the exact answer.
import { findDuplicates } from "#engine/text/near-duplicates.ts";
import { NearIndex } from "#engine/text/near-index.ts";
import { generatedTexts } from "../test/fixtures/generated-texts.ts";

const cpuSeconds = (): number => process.cpuUsage().user / 1e6;

function measure(count: number): void {
  const texts = generatedTexts(count);
  const [started, wall] = [cpuSeconds(), performance.now()];
  const { pairs, groups } = findDuplicates(texts);
  const seconds = cpuSeconds() - started;
  const clock = (performance.now() - wall) / 1_000;
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `${count} texts: ${pairs.length} pairs, ${groups.length} groups, ${seconds.toFixed(1)} s of processor ` +
      `(${clock.toFixed(1)} s by the clock), ${memory} MB`,
  );
}

function measureRecall(count: number): void {
  const texts = generatedTexts(count, 2);
  const keys = (exactUpTo: number) =>
    new Set(findDuplicates(texts, { exactUpTo }).pairs.map(({ a, b }) => `${a} ${b}`));
  const [exact, drawn] = [keys(count), keys(0)];
  const share = [...exact].filter((pair) => drawn.has(pair)).length / exact.size;
  console.log(`MinHash finds ${(100 * share).toFixed(2)} % of the ${exact.size} exact pairs of ${count} texts`);
}

function measureOne(count: number): void {
  const texts = generatedTexts(count, 3);
  const index = new NearIndex(texts.slice(0, 4_000));
  for (const text of texts) index.add(text);
  const asked = generatedTexts(200, 4);
  const started = cpuSeconds();
  for (const text of asked) index.near(text);
  const ms = (1_000 * (cpuSeconds() - started)) / asked.length;
  console.log(`one new text against ${count}, the index kept: ${ms.toFixed(1)} ms of processor`);
}

const counts = process.argv.slice(2).map(Number).filter(Boolean);
measureRecall(5_000);
measureOne(20_000);
for (const count of counts.length > 0 ? counts : [3_000, 10_000, 100_000]) measure(count);
