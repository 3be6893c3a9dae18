import { expect, expectTypeOf, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { customerMeterSchema } from '../../src/core/schemas/customerMeter';
import { withMethods } from '../../src/core/schemas/methods';
import type { WireOf } from '../../src/core/schemas/shape';
import { quantity } from '../../src/core/schemas/wire';
import { wireMeter, wirePage } from '../../src/testing';

// The only edit: one more line in the schema of a customer meter.
const extended = z.extend(withMethods(customerMeterSchema), { graceUnits: z.exactOptional(quantity) });

it('a field that is added to a schema arrives in the domain object, through the proxy and from a list', async () => {
  const schemas = '../../src/core/schemas/customerMeter';
  const original = await vi.importActual(schemas);
  vi.resetModules();
  vi.doMock(schemas, () => ({ ...original, customerMeterSchema: extended }));
  const { createPortalHandler } = await import('../../src/server/createPortalHandler');
  const { createPolarSource } = await import('../../src/sources/polar');
  const { byCookie, fakePolar, requestFrom } = await import('../server/shop');

  const page = wirePage([{ ...wireMeter(), grace_units: 250, other_units: 1 }, { ...wireMeter(), grace_units: 'many' }]);
  const polar = fakePolar(() => Response.json(page));
  const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
  const source = createPolarSource({ server: '/api/portal', fetch: async (path) => handler(requestFrom(path)) });

  const { items, issues } = await source.meters();
  expect(items).toMatchObject([{ graceUnits: 250 }]);
  expect(items[0]).not.toHaveProperty('otherUnits');
  expect(issues.map(({ path }) => path)).toEqual([['items', 1, 'grace_units']]);
  expect(await (await handler(requestFrom('/meters'))).text()).not.toContain('other_units');
});

it('a field that is added to a schema is in its type and in its wire type', () => {
  expectTypeOf<Required<z.output<typeof extended>>['graceUnits']>().toEqualTypeOf<number | null>();
  expectTypeOf<Required<WireOf<typeof extended>>['grace_units']>().toEqualTypeOf<number | null>();
});
