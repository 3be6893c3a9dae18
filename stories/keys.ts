import { expect, fireEvent } from 'storybook/test';

// Testing Library's keyboard types and clicks buttons. What keys do to a summary or a slider, browsers do by
// themselves, and here it is done in their place: https://github.com/testing-library/user-event/issues/871

/** Enter, on the summary that has the focus: it opens, or closes. */
export async function enter(summary: Element | null): Promise<void> {
  await expect(summary).toHaveFocus();
  if (summary !== null) await fireEvent.click(summary);
}

/** So many arrow keys, on the slider that has the focus; less than 0 to go back. */
export async function arrows(slider: HTMLElement, count: number): Promise<void> {
  await expect(slider).toHaveFocus();
  if (!(slider instanceof HTMLInputElement)) throw new Error('This is no slider.');
  if (count > 0) slider.stepUp(count);
  else slider.stepDown(-count);
  await fireEvent.input(slider);
}
