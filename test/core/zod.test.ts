import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as classic from 'zod';
import * as z from 'zod/mini';
import {
  chargePreviewSchema,
  type CustomerCustomerMeter,
  customerMeterSchema,
  customerStateMeterSchema,
  customerStateSchema,
  customerSubscriptionMeterSchema,
  customerSubscriptionSchema,
  customerWalletSchema,
  meterQuantitiesSchema,
  parseCustomerMeter,
  productPriceSchema,
  subscriptionMeterSchema,
} from '../../src/core';
import { customerStateSubscriptionSchema } from '../../src/core/schemas/customerStateSubscription';
import { customerStateSubscriptionMeterSchema } from '../../src/core/schemas/customerStateSubscriptionMeter';
import { wireMeter, wirePriceMeteredUnit, wireStateMeter, wireSubscription, wireSubscriptionMeter, wireWallet } from '../../src/testing';

const { id: _, ...nameless } = wireMeter();
const stateSubscription = { ...wireSubscription(), meters: [wireSubscriptionMeter()] };

const schemas: [string, z.ZodMiniType, unknown][] = [
  ['customerMeterSchema', customerMeterSchema, wireMeter()],
  ['customerStateMeterSchema', customerStateMeterSchema, wireStateMeter()],
  ['subscriptionMeterSchema', subscriptionMeterSchema, wireSubscriptionMeter()],
  ['customerSubscriptionMeterSchema', customerSubscriptionMeterSchema, wireSubscriptionMeter()],
  ['customerStateSubscriptionMeterSchema', customerStateSubscriptionMeterSchema, wireSubscriptionMeter()],
  ['customerSubscriptionSchema', customerSubscriptionSchema, wireSubscription()],
  ['customerStateSubscriptionSchema', customerStateSubscriptionSchema, stateSubscription],
  ['productPriceSchema', productPriceSchema, wirePriceMeteredUnit()],
  ['customerWalletSchema', customerWalletSchema, wireWallet()],
  ['chargePreviewSchema', chargePreviewSchema, { prorations: [] }],
  ['meterQuantitiesSchema', meterQuantitiesSchema, { quantities: [], total: 0 }],
  ['customerStateSchema', customerStateSchema, { id: 'c', active_meters: [wireStateMeter()], active_subscriptions: [stateSubscription] }],
];

describe.each(schemas)('%s in a schema of the host', (_, schema, wire) => {
  it.each([
    ['zod/mini', z.object({ ours: schema, list: z.array(schema), maybe: z.optional(z.nullable(schema)) })],
    ['zod', classic.object({ ours: schema, list: classic.array(schema), maybe: classic.optional(classic.nullable(schema)) })],
  ])('parses as it does alone, in %s, even asynchronously', async (_, host) => {
    const expected = schema.parse(wire);
    const input = { ours: wire, list: [wire, wire], maybe: null };
    expect(z.parse(host, input)).toStrictEqual({ ours: expected, list: [expected, expected], maybe: null });
    expect(await z.parseAsync(host, input)).toStrictEqual({ ours: expected, list: [expected, expected], maybe: null });
    expect(z.parse(host, { ours: wire, list: [] })).toStrictEqual({ ours: expected, list: [] });
  });

  it('reports a value of another kind at its path', () => {
    const { error } = z.safeParse(z.object({ ours: z.array(schema) }), { ours: [wire, 'SENTINEL'] });
    expect(error?.issues).toMatchObject([{ path: ['ours', 1], message: 'expected an object, got text' }]);
  });
});

describe('customerMeterSchema', () => {
  it('infers the type of a customer meter, and so does a schema around it', () => {
    const host = z.object({ meter: customerMeterSchema });
    expectTypeOf<z.infer<typeof host>['meter']>().toExtend<CustomerCustomerMeter>();
    expectTypeOf<CustomerCustomerMeter>().toExtend<z.infer<typeof customerMeterSchema>>();
    expectTypeOf<CustomerCustomerMeter['createdAt']>().toEqualTypeOf<Date>();
    expectTypeOf<CustomerCustomerMeter['consumedUnits']>().toEqualTypeOf<number | null>();
    expectTypeOf<Required<CustomerCustomerMeter>['customerId']>().toEqualTypeOf<string>();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['in the API’s spelling', { id: 'x', created_at: 5, meter_id: 'm', consumed_units: 1, credited_units: 1, meter: { id: 'm', name: 'n' } }, 'created_at'],
    ['in an SDK’s spelling', { id: 'x', createdAt: 5, meterId: 'm', consumedUnits: 1, creditedUnits: 1, meter: { id: 'm', name: 'n' } }, 'createdAt'],
  ])('reports a path inside the host’s object %s, and nothing of the value', (_, meter, key) => {
    const { error } = z.safeParse(z.object({ meters: z.array(customerMeterSchema) }), { meters: [wireMeter(), { ...meter, secret: 'SENTINEL' }] });
    expect(error?.issues).toEqual([{ code: 'custom', path: ['meters', 1, key], message: 'expected a date, got a number' }]);
  });

  it('reports every issue, each with its path', () => {
    const { error } = z.safeParse(z.object({ meters: z.array(customerMeterSchema) }), { meters: [{ ...nameless, balance: 'SENTINEL', meter: { id: 5 } }] });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['meters.0.id', 'meters.0.balance', 'meters.0.meter.id', 'meters.0.meter.name']);
    expect(JSON.stringify(error?.issues)).not.toContain('SENTINEL');
  });

  it('keeps reading either spelling when a host extends, picks, omits or checks it', () => {
    const wire = wireMeter({ name: 'Calls' });
    const extended = z.extend(customerMeterSchema, { graceUnits: z.number() });
    expect(extended.parse({ ...wire, grace_units: 5 })).toStrictEqual({ ...parseCustomerMeter(wire), graceUnits: 5 });
    expect(extended.parse({ ...parseCustomerMeter(wire), graceUnits: 5 })).toStrictEqual({ ...parseCustomerMeter(wire), graceUnits: 5 });
    expect(z.pick(customerMeterSchema, { meterId: true }).parse(wire)).toStrictEqual({ meterId: wire.meter_id });
    expect(z.omit(customerMeterSchema, { meter: true }).parse(wire)).not.toHaveProperty('meter');
    expect(z.partial(customerMeterSchema).parse({ meter_id: 'm' })).toMatchObject({ meterId: 'm' });
    const checked = customerMeterSchema.check(z.refine(({ meter }) => meter.name !== 'Calls', 'not this one'));
    expect(checked.safeParse(wire).error?.issues).toMatchObject([{ code: 'custom', path: [], message: 'not this one' }]);
    expect(checked.parse(wireMeter())).toStrictEqual(parseCustomerMeter(wireMeter()));
  });

  it('parses asynchronously with a transform of the host', async () => {
    const extended = z.extend(customerMeterSchema, { graceUnits: z.pipe(z.number(), z.transform((units) => units * 2)) });
    expect(await extended.parseAsync({ ...wireMeter(), grace_units: 5 })).toStrictEqual({ ...parseCustomerMeter(wireMeter()), graceUnits: 10 });
  });

  it('runs a host’s checks in order, including asynchronous ones, and skips them on an invalid value', async () => {
    const refusals = (issues: readonly { message: string }[] | undefined) => issues?.map(({ message }) => message);
    const both = customerMeterSchema.check(z.refine(() => false, 'first'), z.refine(() => false, 'second'));
    expect(refusals(both.safeParse(wireMeter()).error?.issues)).toEqual(['first', 'second']);
    expect(refusals(both.safeParse(nameless).error?.issues)).toEqual(['expected text, got nothing']);
    const eager = customerMeterSchema.check(z.refine(() => false, { error: 'eager', when: () => true }), z.refine(() => false, 'never'));
    expect(refusals(eager.safeParse(nameless).error?.issues)).toEqual(['expected text, got nothing', 'eager']);
    const aborting = customerMeterSchema.with(z.refine(() => false, { error: 'last', abort: true }), z.refine(() => false, 'never'));
    expect(refusals(aborting.safeParse(wireMeter()).error?.issues)).toEqual(['last']);

    const remote = customerMeterSchema.check(z.refine(async () => false, 'remote'));
    expect(() => remote.safeParse(wireMeter())).toThrow(z.core.$ZodAsyncError);
    expect(refusals((await remote.safeParseAsync(wireMeter())).error?.issues)).toEqual(['remote']);
    expect(await remote['~standard'].validate(wireMeter())).toMatchObject({ issues: [{ message: 'remote' }] });
  });

  it('throws an error that zod’s helpers accept', () => {
    const { parse } = customerMeterSchema;
    const error: unknown = ((): unknown => {
      try {
        return parse(nameless);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(z.core.$ZodError);
    expect(error).toBeInstanceOf(Error);
    expect(z.prettifyError(error as z.core.$ZodError)).toBe('✖ expected text, got nothing\n  → at id');
    expect(String(error)).toBe(String(z.safeParse(customerMeterSchema, nameless).error));
    const counted = z.extend(customerMeterSchema, { count: z.bigint().check(z.minimum(5n)) });
    expect(() => counted.parse({ ...wireMeter(), count: 1n })).toThrow('"minimum": "5"');
  });

  it('counts as a schema for zod: by its class, in a registry, in a compiled schema and in a JSON schema', () => {
    expect(customerMeterSchema).toBeInstanceOf(z.ZodMiniType);
    const registry = z.registry<{ title: string }>();
    expect(registry.get(customerMeterSchema.register(registry, { title: 'Meter' }))).toEqual({ title: 'Meter' });
    expect(customerMeterSchema.apply((schema) => z.nullable(schema)).parse(null)).toBeNull();
    expect(z.compile(z.object({ meter: customerMeterSchema })).parse({ meter: wireMeter() })).toStrictEqual({ meter: parseCustomerMeter(wireMeter()) });
    expect(z.toJSONSchema(customerMeterSchema, { unrepresentable: 'any' })).toMatchObject({ type: 'object', required: expect.arrayContaining(['meterId', 'meter']) });
  });

  it('accepts a host’s check that is a function, and a brand', () => {
    const refused = customerMeterSchema.check((payload) => void payload.issues.push({ code: 'custom', input: payload.value, message: 'no', path: ['meter'] }));
    expect(refused.safeParse(wireMeter()).error?.issues).toMatchObject([{ code: 'custom', path: ['meter'], message: 'no' }]);
    expect(customerMeterSchema.brand()).toBe(customerMeterSchema);
  });

  it('is a Standard Schema', async () => {
    expect(customerMeterSchema['~standard']).toMatchObject({ version: 1, vendor: 'zod' });
    expect(await customerMeterSchema['~standard'].validate(wireMeter())).toStrictEqual({ value: parseCustomerMeter(wireMeter()) });
  });

  it('passes on the error that an object throws while it is read', () => {
    const trap = Object.defineProperty({}, 'id', { get: () => { throw new RangeError('of the host'); } });
    expect(() => customerMeterSchema.safeParse(trap)).toThrow(RangeError);
  });
});

describe('customerStateSchema', () => {
  it('keeps what is readable inside a schema of the host', () => {
    const { state } = z.parse(z.object({ state: customerStateSchema }), { state: { id: 'c', active_meters: [wireStateMeter(), {}], active_subscriptions: [null] } });
    expect([state.activeMeters.length, state.activeSubscriptions.length]).toEqual([1, 0]);
  });
});

describe('the schemas on a page whose scripts extend built-in prototypes', () => {
  // Some scripts add an enumerable method to every object. Prototype.js replaces `entries` of arrays with a method that copies the array.
  const entries = Object.getOwnPropertyDescriptor(Array.prototype, 'entries');

  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, 'each');
    if (entries) Reflect.defineProperty(Array.prototype, 'entries', entries);
  });

  it('load and parse', async () => {
    vi.resetModules();
    Object.assign(Object.prototype, { each: () => undefined });
    Object.assign(Array.prototype, { entries(this: unknown[]) { return [...this]; } });
    const { customerMeterSchema: ours, parseMeterList, parseCustomerState, parseSubscriptionList, parseSubscriptionMeter } = await import('../../src/core');
    const counts = [
      parseMeterList([wireMeter(), {}]),
      parseSubscriptionList([wireSubscription()]),
    ].map(({ items, issues }) => [items.length, issues.length]);
    const { activeMeters } = parseCustomerState({ id: 'c', active_meters: [wireStateMeter(), null], active_subscriptions: [] });
    const { meterId } = parseSubscriptionMeter(wireSubscriptionMeter());
    const failure = ours.safeParse(nameless).error?.message;
    Reflect.deleteProperty(Object.prototype, 'each');
    expect(counts).toEqual([[1, 1], [1, 0]]);
    expect(activeMeters).toHaveLength(1);
    expect(meterId).toBe(wireSubscriptionMeter().meter_id);
    expect(failure).toContain('expected text, got nothing');
  });
});
