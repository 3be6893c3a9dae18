import type { ArgTypesEnhancer } from 'storybook/internal/types';

/** Turns off the controls that would edit an object as JSON. Stories offer presets of such args instead. */
export const withoutRawObjects: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const isRaw = typeof argType.control === 'object' && argType.control !== null && 'type' in argType.control && argType.control.type === 'object';
      return [name, isRaw ? { ...argType, control: false as const } : argType];
    }),
  );
// After Storybook's own enhancer, which chooses controls by the values of args.
withoutRawObjects.secondPass = true;
