// @vitest-environment node
import { expect, it } from 'vitest';

it('can be imported and defined on a server, where it does nothing', async () => {
  expect(globalThis.HTMLElement).toBeUndefined();
  const { defineMeterface, MeterfaceUsage } = await import('../../src/embed');
  await import('../../src/embed/define');
  expect(() => defineMeterface()).not.toThrow();
  expect(MeterfaceUsage.observedAttributes).toContain('server');
});
