import type { FocusEvent } from 'react';
import { useViews } from './useViews';

/** For `onFocus` of an element of a widget: the focus stays in the widget when the control that has it disappears. */
export function keepFocus({ target, currentTarget }: FocusEvent): void {
  void useViews.download().then(({ hold }) => hold(target as HTMLElement, currentTarget));
}
