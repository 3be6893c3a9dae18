/** Milliseconds, almost 25 days. `setTimeout` reads a longer wait as none. */
const longestTimeout = 2 ** 31 - 1;

/**
 * `setTimeout` for a wait of any length: a longer one is waited for in parts, and an infinite or unknown one never ends.
 * @returns a function that stops it.
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
