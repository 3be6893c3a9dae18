import type { Messages } from '../messages';

/** English for a change that is expected. */
export const waitWords = {
  changeOnItsWay: "Your change will show up here once it's processed.",
  changeNotSeen: "Your change isn't here yet. It may take a while longer.",
  checkingForChange: 'Checking for changes…',
} satisfies Partial<Messages>;
