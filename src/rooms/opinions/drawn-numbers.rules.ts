/** 1 to `count` in an order drawn evenly (Fisher and Yates). `random` gives an integer from 0 to `below` - 1. */
export function drawnNumbers(count: number, random: (below: number) => number): readonly number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}
