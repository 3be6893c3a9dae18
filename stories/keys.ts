import { expect, fireEvent } from 'storybook/test';

// Testing Library simulates typing and button clicks, but not what browsers do with keys on a summary or a slider.
// https://github.com/testing-library/user-event/issues/871

/** Presses Enter on a focused summary, which opens or closes it. */
export async function enter(summary: Element | null): Promise<void> {
  await expect(summary).toHaveFocus();
  if (summary !== null) await fireEvent.click(summary);
}

/** Presses the right arrow key `count` times on a focused slider, or the left one if `count` is negative. */
export async function arrows(slider: HTMLElement, count: number): Promise<void> {
  await expect(slider).toHaveFocus();
  if (!(slider instanceof HTMLInputElement)) throw new Error('The element is not a slider.');
  if (count > 0) slider.stepUp(count);
  else slider.stepDown(-count);
  await fireEvent.input(slider);
}
