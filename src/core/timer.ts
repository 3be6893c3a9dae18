/** Milliseconds, almost 25 days. `setTimeout` fires at once for a longer wait. */
const longestTimeout = 2 ** 31 - 1;

/**
 * `setTimeout` for a wait of any length: it splits a long wait into parts. `Infinity` and NaN wait forever.
 * @returns a function that stops the timer.
 * @internal
 */
export function startTimer(run: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (left: number): void => {
    timer = setTimeout(() => (left > longestTimeout ? wait(left - longestTimeout) : run()), Math.min(left, longestTimeout));
  };
  // NaN compares false.
  if (milliseconds < Infinity) wait(milliseconds);
  return () => clearTimeout(timer);
}
