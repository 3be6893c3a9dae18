import { faultModes } from './modes';
import type { Fault, FaultStep } from './steps';

/** The faults of the next requests. */
export interface Script {
  /** Replaces the remaining steps. */
  play: (steps: readonly FaultStep[]) => void;
  /** Uses up and returns the first step that matches the request. */
  take: (request: Request) => Fault;
}

/** An empty script: no faults. */
export function createScript(): Script {
  let remaining: { step: Fault; times: number }[] = [];

  function play(steps: readonly FaultStep[]): void {
    remaining = steps.map((each) => {
      const step = typeof each === 'object' ? each : ({ fault: each } as Fault);
      if (Object.hasOwn(faultModes, step.fault)) return { step, times: step.times ?? 1 };
      throw new Error(
        `The demo has no fault "${step.fault}". Use one of ${Object.keys(faultModes).join(', ')}.`,
      );
    });
  }

  function take(request: Request): Fault {
    const found = remaining.find(({ step, times }) => times > 0 && matches(step, request));
    if (found === undefined) return { fault: 'ok' };
    found.times -= 1;
    return found.step;
  }

  return { play, take };
}

function matches({ on = '', method }: Fault, request: Request): boolean {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`.includes(on) && (method === undefined || method.toUpperCase() === request.method);
}
