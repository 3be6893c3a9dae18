import { modes } from './modes';
import type { Fault, FaultStep } from './steps';

/** What will go wrong, step by step. */
export interface Script {
  /** Replaces what was left. */
  play: (steps: readonly FaultStep[]) => void;
  /** The first step that concerns this request, which is then used once. */
  take: (request: Request) => Fault;
}

/** An empty script: all is fine. */
export function createScript(): Script {
  let left: { step: Fault; times: number }[] = [];

  function play(steps: readonly FaultStep[]): void {
    left = steps.map((each) => {
      const step = typeof each === 'object' ? each : ({ fault: each } as Fault);
      if (Object.hasOwn(modes, step.fault)) return { step, times: step.times ?? 1 };
      throw new Error(
        `The demo cannot play the fault "${step.fault}". It plays ${Object.keys(modes).join(', ')}. Name one of them.`,
      );
    });
  }

  function take(request: Request): Fault {
    const found = left.find(({ step, times }) => times > 0 && concerns(step, request));
    if (found === undefined) return { fault: 'ok' };
    found.times -= 1;
    return found.step;
  }

  return { play, take };
}

function concerns({ on = '', method }: Fault, request: Request): boolean {
  const { pathname, search } = new URL(request.url);
  return `${pathname}${search}`.includes(on) && (method === undefined || method.toUpperCase() === request.method);
}
