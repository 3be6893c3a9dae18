import { randomStep, type Step } from './faults';
import { chanceOf, type Chance } from './random';

/** An action of the customer, the page or the world. */
export type Act =
  | { act: 'faults'; steps: Step[] }
  /** Applies `fault` to the next `times` token calls. */
  | { act: 'token'; fault: TokenFault; times: number }
  | { act: 'expire' }
  | { act: 'pass'; milliseconds: number }
  | { act: 'sleep'; milliseconds: number }
  | { act: 'hide' }
  | { act: 'show' }
  | { act: 'offline' }
  | { act: 'online' }
  | { act: 'unmount' }
  | { act: 'mount' }
  | { act: 'scope'; customer: string }
  /** Presses a random "Try again" button, if there is one. */
  | { act: 'retry'; which: number }
  | { act: 'unfold'; which: number }
  | { act: 'search'; text: string }
  | { act: 'sort'; by: string }
  | { act: 'slide'; which: number; to: number }
  | { act: 'more' };

export type TokenFault = 'throws' | 'rejects' | 'hangs' | 'empty' | 'null' | 'bare' | 'slow';

/** One page load: its customer, its time, and its actions. */
export interface Plan {
  seed: number;
  customer: string;
  /** Milliseconds since 1970. */
  start: number;
  /** True if usage grows during the load. */
  moving: boolean;
  strict: boolean;
  /** True for one source for all customers, false for one each; hosts do both. */
  oneSource: boolean;
  acts: Act[];
}

/** The customers. One that is listed twice is drawn twice as often. `dee` has 250 meters and takes as long as all others together. */
const others = ['ada', 'ada', 'bo', 'bo', 'cy', 'eve', 'fay', 'fay', 'gil', 'gil'];
const customers = [...others, ...others, 'dee'];

const starts = [
  '2026-11-14T13:37:00Z',
  '2026-11-01T00:00:30Z',
  '2026-11-30T23:58:50Z',
  '2028-02-29T12:00:00Z',
  '2027-01-01T00:00:00Z',
  '2026-03-29T00:59:00Z',
  '2026-10-25T00:58:00Z',
  '2026-12-31T23:59:00Z',
  '2026-07-04T04:05:06.789Z',
];

export interface PlanOptions {
  /** The longest `delay` of the demo, in milliseconds. */
  delay?: number;
  /** True if the demo's clock can follow the page's. */
  canMove?: boolean;
}

/** Draws a plan, always the same for the same seed. */
export function planOf(seed: number, { delay = 12_000, canMove = true }: PlanOptions = {}): Plan {
  const chance = chanceOf(seed);
  const customer = chance.one(customers);
  const plan = {
    seed,
    customer,
    start: Date.parse(chance.one(starts)),
    moving: chance.happens(0.3) && canMove,
    strict: chance.happens(0.3),
    oneSource: chance.happens(0.5),
  };
  const acts: Act[] = [];
  const stages = chance.whole(1, 4);
  // Half of the loads begin with faults, before any data has loaded.
  if (chance.happens(0.5)) acts.push({ act: 'mount' }, { act: 'pass', milliseconds: chance.whole(0, 3000) });
  for (let stage = 0; stage < stages; stage++) {
    acts.push({ act: 'faults', steps: Array.from({ length: chance.whole(1, 5) }, () => randomStep(chance, { delay })) });
    if (chance.happens(0.12)) acts.push({ act: 'token', fault: chance.one(['throws', 'rejects', 'hangs', 'empty', 'null', 'bare', 'slow']), times: chance.whole(1, 4) });
    if (chance.happens(0.15)) acts.push({ act: 'expire' });
    acts.push({ act: 'mount' });
    const count = chance.whole(1, 6);
    for (let index = 0; index < count; index++) acts.push(randomAct(chance), { act: 'pass', milliseconds: timeOf(chance) });
  }
  return { ...plan, acts };
}

function timeOf(chance: Chance): number {
  return Math.round(chance.one([0, 10, 400, 1500, 5000, 12_000, 35_000, 70_000, 130_000]) * (0.5 + chance.next()));
}

function randomAct(chance: Chance): Act {
  const acts: (() => Act)[] = [
    () => ({ act: 'pass', milliseconds: timeOf(chance) }),
    () => ({ act: 'pass', milliseconds: timeOf(chance) }),
    () => ({ act: 'sleep', milliseconds: chance.one([30_000, 600_000, 10_800_000]) }),
    () => ({ act: 'hide' }),
    () => ({ act: 'show' }),
    () => ({ act: 'offline' }),
    () => ({ act: 'online' }),
    () => ({ act: 'unmount' }),
    () => ({ act: 'mount' }),
    () => ({ act: 'scope', customer: chance.one(customers) }),
    () => ({ act: 'retry', which: chance.whole(0, 3) }),
    () => ({ act: 'retry', which: chance.whole(0, 3) }),
    () => ({ act: 'unfold', which: chance.whole(0, 20) }),
    () => ({ act: 'unfold', which: chance.whole(0, 20) }),
    () => ({ act: 'search', text: chance.one(['', 'storage', 'zzz 7', '<b>', 'eu']) }),
    () => ({ act: 'sort', by: chance.one(['pressing', 'name', 'consumed']) }),
    () => ({ act: 'slide', which: chance.whole(0, 5), to: chance.whole(0, 20) }),
    () => ({ act: 'more' }),
  ];
  return chance.one(acts)();
}
