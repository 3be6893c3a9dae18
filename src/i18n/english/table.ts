import type { Messages } from '../messages';

/** English for the table of meters and its chips. */
export const tableWords = {
  tableMeter: 'Meter',
  tableLeft: 'Left',
  tableCost: 'So far',
  chips: 'Show',
  chip: (name, count) => `${{ all: 'All', attention: 'Needs attention', billed: 'Billed', unused: 'Unused' }[name]} ${count}`,
} satisfies Partial<Messages>;
