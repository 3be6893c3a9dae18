import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { announced } from '../support/announced';
import { PortalProvider, Usage } from '../../src';
import { wireMeter } from '../../src/testing';
import { gate, isMeters, type Polar, servePolar, settle, tampered } from '../react/polar';
import { barsIn, namesIn, showTo, twice } from './widgets';

const claims = /billed|\d so far|\$|Renews|Pay as you go|No credits included/;

describe('Usage shows', () => {
  it('each meter with its price and cost so far, the most urgent first', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage />);
    await screen.findByText(/^Image credits: /);
    expect(barsIn(container)).toEqual([
      ['Image credits', '35 left', '465 of 500 used', 'Unused credits roll over'],
      ['AI tokens', '+$4.12 so far', '2.41M tokens used\u00a0· 2M included\u00a0· 412,350 over at $10\u00a0/\u00a01M'],
      ['Emails sent', '6,880 left', '3,120 of 10,000 emails used'],
      ['API requests', '$19.29 so far', '48,230 requests\u00a0· pay as you go, $0.40\u00a0/\u00a01,000'],
      ['Projects created', '12', 'Used so far'],
    ]);
    const meanings = [...container.querySelectorAll('li .mf-usage')].map((bar) => ['kind', 'state', 'tone'].map((name) => bar.getAttribute(`data-${name}`)));
    expect(meanings).toEqual([
      ['prepaid', 'near', 'warning'],
      ['included', 'over', 'neutral'],
      ['included', 'within', 'neutral'],
      ['payAsYouGo', 'within', 'neutral'],
      ['counter', 'within', 'neutral'],
    ]);
    expect(container.querySelectorAll('.mf-usage-track')).toHaveLength(3);
  });

  it('tiny, huge and fractional numbers, and the small difference between two huge ones', async () => {
    const { container } = showTo(await servePolar(), 'bo', <Usage />);
    await screen.findByText('Render minutes');
    expect(new Map(barsIn(container).map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map([
        ['Render minutes', ['+¥1,781 so far', '742.5 minutes used\u00a0· 600 included\u00a0· 142.5 over at ¥12.5 each']],
        ['Sensor readings', ['2 over', '9007.2T of 9007.2T used']],
        ['Events archived', ['¥10,000 so far', '10,000T events\u00a0· pay as you go, ¥0.000000000001 each']],
        ['GPU seconds', ['0.7 left', '0.3 of 1 used']],
        ['Carbon offset', ['0.0000001', 'Used so far']],
        ['Voice minutes', ['14 over', '34 of 20 minutes used', 'Renews Nov 23']],
      ]),
    );
    expect(namesIn(container)[0]).toBe('Sensor readings');
  });

  it('a notice without a list to a customer without meters', async () => {
    const { container } = showTo(await servePolar(), 'cy', <Usage />);
    await screen.findByText('No usage to show');
    expect(container.querySelector('ul')).toBeNull();
    expect(container.querySelector('[role=region]')).toHaveAttribute('aria-busy', 'false');
  });

  it('the host’s `empty` to a customer without meters', async () => {
    showTo(await servePolar(), 'cy', <Usage empty="Make a request, then come back." title="Quota" />);
    await screen.findByText('Make a request, then come back.');
    expect(screen.getByRole('heading', { name: 'Quota' })).toBeInTheDocument();
  });

  it.each([[''], [false]])('no heading for the title %o', async (title) => {
    showTo(await servePolar(), 'cy', <Usage title={title} />);
    await screen.findByText('No usage to show');
    expect(screen.queryByRole('heading')).toBeNull();
    expect(screen.getByRole('region', { name: 'Usage' })).not.toHaveAttribute('aria-labelledby');
  });

  it('the notice that there is nothing to show if the host’s `empty` is `false`', async () => {
    showTo(await servePolar(), 'cy', <Usage empty={false} />);
    await screen.findByText('No usage to show');
  });

  it('prepaid credits that are left after a plan has ended', async () => {
    const { container } = showTo(await servePolar(), 'eve', <Usage />);
    await screen.findByText(/^Image credits: /);
    expect(barsIn(container)).toEqual([['Image credits', '320 left', '180 of 500 used']]);
  });

  it('only the meters that match `filters`, in the host’s units and without a heading', async () => {
    const { meter_id: meterId } = wireMeter({ name: 'Projects created' });
    const { container } = showTo(await servePolar(), 'ada', <Usage filters={{ meterId }} units={{ [meterId]: 'projects' }} title={null} />);
    await screen.findByText('Projects created');
    expect(barsIn(container)).toEqual([['Projects created', '12 projects', 'Used so far']]);
    expect(screen.queryByRole('heading')).toBeNull();
    expect(screen.getByRole('region', { name: 'Usage' })).toBeInTheDocument();
  });

  it('spent credits as critical if the host blocks use', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage whenSpent="blocked" />);
    await screen.findAllByText('AI tokens');
    expect(namesIn(container).slice(0, 3)).toEqual(['AI tokens', 'Projects created', 'Image credits']);
    expect(barsIn(container)[1]).toEqual(['Projects created', '0 left', '12 used. Use is blocked.']);
    expect(container.querySelector('[data-tone=critical]')).toHaveTextContent('AI tokens');
  });

  it('HTML in the name of a meter as text', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', ([first]) => [{ ...first, meter: { ...(first?.['meter'] as object), name: '<img src=x onerror=alert(1)>' } }]);
    const { container } = showTo(polar, 'ada', <Usage />);
    await screen.findByText('<img src=x onerror=alert(1)>');
    expect(container.querySelector('img')).toBeNull();
  });
});

describe('Usage, while it loads,', () => {
  it.each([
    ['meters', 'subscriptions'],
    ['subscriptions', 'meters'],
  ])('holds back %s until the other response arrives, so that no bar changes color or order a moment later', async (_, late) => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = ({ url }) => (url.includes(`/${late}/`) ? hold.wait() : undefined);
    const { container } = showTo(polar, 'ada', <Usage expected={5} />);
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    expect(container.querySelectorAll('[data-state=loading] .mf-usage')).toHaveLength(5);
    await waitFor(() => expect(polar.demo.calls).toHaveLength(2));
    await settle();
    expect(namesIn(container)).toEqual([]);
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'true');
    hold.open();
    await screen.findByText('AI tokens');
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'false');
    expect(announced()).toBe('');
  });
});

describe('Usage, with credit grants,', () => {
  const isGrants = (url: string) => url.includes('/benefit-grants/');
  const credits = async (polar: Polar, customer = 'ada') => {
    const { container } = showTo(polar, customer, <Usage />);
    await screen.findByText(/^Image credits: /);
    return barsIn(container).find(([name]) => name === 'Image credits');
  };

  it('shows when prepaid credits renew and whether they roll over', async () => {
    expect(await credits(await servePolar())).toEqual(['Image credits', '35 left', '465 of 500 used', 'Unused credits roll over']);
    expect(screen.getByText(/^Image credits: /)).toHaveTextContent('35 left, renews December 1, unused credits roll over');
  });

  it('claims no renewal for bought credits', async () => {
    expect(await credits(await servePolar(), 'eve')).toEqual(['Image credits', '320 left', '180 of 500 used']);
  });

  it.each<[string, () => Response]>([
    ['are forbidden', () => new Response('', { status: 403 })],
    ['are missing on the server', () => new Response('', { status: 404 })],
    ['are broken', () => new Response('<html>')],
    ['fail', () => new Response('', { status: 503 })],
    ['are unreadable', () => Response.json({ items: [{}, null, 5, { benefit: [] }], pagination: null })],
  ])('shows the meters without a note on unused credits and without an error when grants %s', async (_, respond) => {
    const polar = await servePolar();
    polar.respond = ({ url }) => (isGrants(url) ? respond() : undefined);
    expect(await credits(polar)).toEqual(['Image credits', '35 left', '465 of 500 used']);
    expect(screen.getByText('+$4.12')).toBeInTheDocument();
    expect([screen.queryByRole('alert'), announced()]).toEqual([null, '']);
  });

  it('waits only a moment for grants that are slow, and shows them when they arrive', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = ({ url }) => (isGrants(url) ? hold.wait() : undefined);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    expect(await credits(polar)).toEqual(['Image credits', '35 left', '465 of 500 used']);
    expect(timers.mock.calls.map(([, wait]) => wait)).toContain(300);
    hold.open();
    await screen.findByText('Unused credits roll over');
  });

  it('does not wait for grants of a customer without subscriptions, who has no dates', async () => {
    const polar = await servePolar();
    const hold = gate();
    const none = { items: [], pagination: { total_count: 0, max_page: 0 } };
    polar.respond = ({ url }) => (isGrants(url) ? hold.wait() : isMeters(url) ? undefined : Response.json(none));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    showTo(polar, 'ada', <Usage />);
    await screen.findByText(/^Image credits: /);
    expect(timers.mock.calls.map(([, wait]) => wait)).not.toContain(300);
    hold.open();
  });

  it('sends no request for credit grants if the source has none', async () => {
    const polar = await servePolar();
    const { can, ...source } = polar.source('ada');
    showTo(polar, 'ada', <Usage />, { source: { ...source, can: { ...can, grants: false } } });
    await screen.findByText(/^Image credits: /);
    expect(polar.requests.filter(isGrants)).toEqual([]);
  });
});

describe('Usage, when subscriptions fail,', () => {
  it('shows the meters without a claim about billing', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (isMeters(request.url) ? undefined : new Response('', { status: 403 }));
    const { container } = showTo(polar, 'ada', <Usage />);
    await screen.findByText('AI tokens');
    expect(namesIn(container)).toHaveLength(5);
    expect(container.textContent).not.toMatch(claims);
    for (const bar of container.querySelectorAll('li .mf-usage')) {
      expect([bar.getAttribute('data-kind'), bar.getAttribute('data-tone')]).toEqual(['unknown', 'neutral']);
    }
  });

  it('shows the meters before the retry, and the billing claims after it', async () => {
    const polar = await servePolar();
    let tries = 0;
    polar.respond = (request) => (request.url.includes('/subscriptions/') && (tries += 1) === 1 ? new Response('', { status: 503 }) : undefined);
    const { container } = showTo(polar, 'ada', <Usage />);
    await screen.findByText('AI tokens');
    expect(container.textContent).not.toMatch(claims);
    await screen.findByText('+$4.12', undefined, { timeout: 3000 });
    expect(tries).toBe(2);
  });
});

describe('Usage, with two prices for one meter,', () => {
  it('makes no claim about that meter and keeps those about others', async () => {
    const { container } = showTo(await servePolar({ customers: [twice] }), 'fay', <Usage />);
    await screen.findByText('Storage');
    expect(barsIn(container)).toEqual([
      ['Storage', '20 over', '120 of 100 used'],
      ['Backups', '+$1.00 so far', '120 used\u00a0· 100 included\u00a0· 20 over at $0.05 each'],
    ]);
  });
});

describe('Usage, with an unreadable meter,', () => {
  it('leaves it out, says so and shows the others', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest]);
    const { container } = showTo(polar, 'ada', <Usage />);
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    await waitFor(() => expect(namesIn(container)).toHaveLength(4));
    expect(screen.queryByText(/ of 5$/)).toBeNull();
  });

  it('says so and not “No usage to show” if no other is left', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'meters', (items) => items.map((item) => ({ ...item, meter: null })));
    showTo(polar, 'ada', <Usage />);
    await screen.findByText("We couldn't read 5 entries, so they aren't shown.");
    expect(screen.queryByText('No usage to show')).toBeNull();
  });
});

describe('Usage, when meters fail,', () => {
  it('shows the reason and a retry, then the meters', async () => {
    const user = userEvent.setup();
    const polar = await servePolar();
    polar.respond = (request) => (isMeters(request.url) ? new Response('secret of the server', { status: 403 }) : undefined);
    const { container } = showTo(polar, 'ada', <Usage />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent("You don't have access to this");
    expect(container.textContent).not.toContain('secret');
    expect(screen.getByRole('heading', { name: 'Usage' })).toBeInTheDocument();

    polar.respond = undefined;
    await user.click(screen.getByRole('button', { name: /^Try again/ }));
    await screen.findByText('AI tokens');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the focused retry button until the response', async () => {
    const user = userEvent.setup();
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 403 });
    showTo(polar, 'ada', <Usage />);
    const button = await screen.findByRole('button', { name: /^Try again/ });
    const hold = gate();
    polar.respond = hold.wait;
    const before = polar.requests.length;
    await user.click(button);
    await waitFor(() => expect(polar.requests.length).toBeGreaterThan(before));
    expect(screen.getByRole('button', { name: /^Try again/ })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('button', { name: /^Try again/ })).toHaveFocus();
    hold.open();
    await screen.findByText('AI tokens');
  });

  it('says that the session has expired', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    showTo(polar, 'ada', <Usage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Your session has expired');
  });

  it('prints nothing to the console', async () => {
    const printed = vi.spyOn(console, 'error');
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 404 });
    showTo(polar, 'ada', <Usage />);
    await screen.findByRole('alert');
    expect(printed).not.toHaveBeenCalled();
  });
});

it('Usage does not show the error of one customer to the next', async () => {
  const polar = await servePolar();
  let customer = 'ada';
  const source = polar.source(() => customer);
  const queryClient = new QueryClient();
  const page = () => <PortalProvider source={source} scope={customer} queryClient={queryClient} refreshEvery={0}><Usage /></PortalProvider>;
  polar.respond = (request) => (isMeters(request.url) ? new Response('', { status: 403 }) : undefined);
  const { rerender } = render(page());
  await screen.findByText("You don't have access to this");
  const hold = gate();
  polar.respond = hold.wait;
  customer = 'eve';
  rerender(page());
  expect(screen.queryByText("You don't have access to this")).toBeNull();
  expect(screen.getByText('Loading…')).toBeInTheDocument();
  hold.open();
  await screen.findByText(/^Image credits: /);
});
