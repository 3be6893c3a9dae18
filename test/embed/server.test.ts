// @vitest-environment node
import { expect, it } from 'vitest';

it('meterface/embed can be imported on a server, where defineMeterface() does nothing', async () => {
  expect(globalThis.HTMLElement).toBeUndefined();
  const { defineMeterface, MeterfaceUsage } = await import('../../src/embed');
  await import('../../src/embed/define');
  expect(() => defineMeterface()).not.toThrow();
  expect(MeterfaceUsage.observedAttributes).toContain('server');
});
