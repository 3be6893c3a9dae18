import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { meterQueries, PortalError, PortalProvider, type PortalProviderProps, Usage } from '../../src';
import { mockTime, pass, servePolar, settle, tampered } from './polar';

async function openPage(prepare: (polar: Awaited<ReturnType<typeof servePolar>>) => void = () => {}, props: Partial<PortalProviderProps> = {}) {
  mockTime();
  const polar = await servePolar();
  prepare(polar);
  const errors: PortalError[] = [];
  const page = (scope: string) => (
    <PortalProvider source={polar.source(scope)} scope={scope} refreshEvery={60_000} onError={(error) => errors.push(error)} {...props}>
      <Usage />
    </PortalProvider>
  );
  const { rerender } = render(page('ada'));
  return { polar, errors, codes: () => errors.map(({ code }) => code), switchTo: (scope: string) => rerender(page(scope)) };
}

const refuse = () => Response.json({ error: 'NotPermitted', detail: 'SENTINEL for ada@example.com' }, { status: 403 });

describe('onError', () => {
  it('receives a failed query once, and once more if it fails again after it has recovered', async () => {
    const { polar, codes } = await openPage();
    await screen.findByText('AI tokens');
    polar.respond = (request) => (request.url.includes('/meters/') ? refuse() : undefined);
    await pass(190, 5);
    expect(codes()).toEqual(['forbidden']);
    polar.respond = undefined;
    await pass(70, 5);
    polar.respond = (request) => (request.url.includes('/meters/') ? refuse() : undefined);
    await pass(70, 5);
    expect(codes()).toEqual(['forbidden', 'forbidden']);
  });

  it('receives a failed query again after it has left the cache, because no record outlives the cached query', async () => {
    const polar = await servePolar();
    polar.respond = refuse;
    const [errors, queryClient]: [PortalError[], QueryClient] = [[], new QueryClient()];
    const portal = { source: polar.source('ada'), scope: 'ada' };
    render(<PortalProvider {...portal} queryClient={queryClient} onError={(error) => errors.push(error)} />);
    const query = meterQueries.list(portal);
    const load = () => queryClient.prefetchQuery({ ...query, retry: false });
    await load();
    await load();
    expect(errors).toHaveLength(1);
    queryClient.removeQueries({ queryKey: query.queryKey });
    await load();
    expect(errors).toHaveLength(2);
  });

  it('receives each unreadable part once, with its path', async () => {
    const { polar, errors } = await openPage((polar) => {
      polar.respond = tampered(polar, 'meters', ([first, ...others]) => [{ ...first, consumed_units: 'SENTINEL' }, ...others]);
    });
    await screen.findByText(/couldn't read one entry/);
    await pass(130, 5);
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['invalid_data', ['items', 0, 'consumed_units']]]);
    expect(polar.requests.length).toBeGreaterThan(4);
  });

  it('receives nothing private', async () => {
    const { polar, errors } = await openPage((polar) => {
      polar.respond = refuse;
    });
    await waitFor(() => expect(errors.length).toBeGreaterThan(0));
    const everything = errors.map((error) => [JSON.stringify(error), error.message, error.stack, ...Object.getOwnPropertyNames(error).map((name) => String(error[name as keyof PortalError]))]).flat().join('\n');
    expect(everything).not.toMatch(/SENTINEL|ada@|polar_(cst|mst|oat)_\w/);
    expect(everything).not.toContain(polar.url);
  });

  it('receives unexpected_failure in place of a source’s own error', async () => {
    const broken = { key: 'own', can: { wallets: false, chargePreview: false, history: false }, meters: () => Promise.reject(new Error('SENTINEL')), subscriptions: () => Promise.reject(new Error('SENTINEL')) };
    const { errors, codes } = await openPage(undefined, { source: broken as unknown as PortalProviderProps['source'] });
    await waitFor(() => expect(codes()).toEqual(['unexpected_failure', 'unexpected_failure']));
    expect(errors.map(({ message, stack }) => `${message}${stack}`).join()).not.toContain('SENTINEL');
  });

  it('receives nothing from a single error in the place of the list `issues`', async () => {
    const list = { items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: new PortalError('invalid_data', 'Not in a list.') };
    const listed = new PortalError('invalid_data', 'In a list.');
    const own = { key: 'own', can: { wallets: false, chargePreview: false, history: false }, meters: async () => list, subscriptions: async () => ({ ...list, issues: [listed] }) };
    const { errors } = await openPage(undefined, { source: own as unknown as PortalProviderProps['source'] });
    await settle();
    expect(errors.map(({ message }) => message)).toEqual(['In a list.']);
  });

  it('receives nothing about canceled requests or about the previous customer', async () => {
    const queryClient = new QueryClient();
    const { polar, codes, switchTo } = await openPage(undefined, { queryClient });
    await screen.findByText('AI tokens');
    polar.respond = () => new Promise(() => {});
    await pass(61);
    await queryClient.cancelQueries({}, { revert: false });
    polar.respond = undefined;
    switchTo('bo');
    await settle();
    const source = { ...polar.source('ada'), meters: () => Promise.reject(new PortalError('forbidden', 'One. Two. Three.')) };
    await queryClient.prefetchQuery(meterQueries.list({ source, scope: 'ada' }));
    expect(codes()).toEqual([]);
  });

  it('does not stop the refresh if it throws, and its error reaches reportError()', async () => {
    const own = new Error('the monitor is broken');
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    const { polar } = await openPage(undefined, {
      onError: () => {
        throw own;
      },
    });
    await screen.findByText('AI tokens');
    polar.respond = refuse;
    await pass(62, 2);
    expect(screen.getByText(/Couldn't refresh/)).toBeInTheDocument();
    expect(reportError).toHaveBeenCalledWith(own);
    polar.respond = undefined;
    await pass(70, 5);
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
  });
});
