import { useEffect, useMemo, useRef } from 'react';
import type { PortalError } from '../core/errors';
import type { AccountMeter, MeterOptions } from '../core/joinMeters';
import { usePortal } from '../react/PortalProvider';
import { onlyMatch } from '../react/queries';
import { asPortalError, report } from '../react/report';
import { type AccountUsage, useUsage } from '../react/useUsage';

/** Which meter an element shows, by name or id. Default: the most urgent one. */
export interface WhichMeter extends Omit<MeterOptions, 'meters'> {
  /** The exact name of the meter. */
  meter?: string | undefined;
  meterId?: string | undefined;
}

/** All meters, as other elements load them, and the one that this element shows. A missing or unreadable one is an error. */
export function useOneMeter({ meter, meterId, whenSpent, units }: WhichMeter): AccountUsage & { one: AccountMeter | undefined } {
  const usage = useUsage({ whenSpent, units });
  const { onError } = usePortal();
  const { meters, issues, status } = usage;
  const isKnown = status === 'ready' || (status === 'empty' && (meter !== undefined || meterId !== undefined));
  const [one, problem] = useMemo(() => (isKnown ? find(meters, issues, meter, meterId) : [undefined, undefined]), [isKnown, meters, issues, meter, meterId]);
  const key = problem && `${problem.code} ${meter} ${meterId}`;
  const reported = useRef<string>(undefined);
  useEffect(() => {
    // Each refresh creates the error again.
    if (reported.current === key) return;
    reported.current = key;
    // The provider reports what is unreadable.
    if (problem && !issues.includes(problem)) report(onError, problem);
  }, [key, problem, issues, onError]);
  return problem ? { ...usage, status: 'error', error: problem, one } : { ...usage, one };
}

function find(meters: readonly AccountMeter[], issues: readonly PortalError[], name: string | undefined, meterId: string | undefined): [AccountMeter | undefined, PortalError | undefined] {
  if (name === undefined && meterId === undefined) return [meters[0], meters[0] ? undefined : issues[0]];
  try {
    const found = onlyMatch({ items: meters.map(({ meter }) => meter), issues: [...issues] }, (meter) => (meterId === undefined ? meter.meter.name === name : meter.meterId === meterId));
    return [meters.find(({ meter }) => meter === found), undefined];
  } catch (error) {
    return [undefined, asPortalError(error)];
  }
}
