import { QueryClient } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { PortalProvider, useMeters, usePortal, useSubscriptions } from '../../src';
import type { Polar } from './polar';

export interface Frame {
  scope: string;
  names: string[] | undefined;
  plans: string[] | undefined;
}

/** A page whose customer can change. `frames` collects what each render shows. */
export function openPage(polar: Polar, queryClient = new QueryClient()) {
  const frames: Frame[] = [];
  let customer = 'ada';
  // One source for all, as with a session cookie: only the scope tells customers apart.
  const source = polar.source(() => customer);

  function Everything() {
    const { scope } = usePortal();
    const names = useMeters().data?.items.map(({ meter }) => meter.name);
    const plans = useSubscriptions().data?.items.map(({ product }) => product.name);
    frames.push({ scope, names, plans });
    return <p>{`${scope}: ${names?.join() ?? 'nothing'}; ${plans?.join() ?? 'nothing'}`}</p>;
  }
  const page = () => (
    <PortalProvider source={source} scope={customer} queryClient={queryClient}>
      <Everything />
    </PortalProvider>
  );
  const { rerender } = render(page());
  return {
    frames,
    queryClient,
    switchTo: (next: string) => {
      customer = next;
      act(() => rerender(page()));
    },
  };
}
