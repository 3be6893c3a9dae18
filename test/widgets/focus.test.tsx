import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider, Usage, UsageAlert } from '../../src';
import { holdFocus } from '../../src/widgets/holdFocus';
import { servePolar, settle } from '../react/polar';
import { showTo } from './widgets';

/** A button of the host that disappears when it's pressed. */
function Once({ name }: { name: string }): ReactNode {
  const [isGone, setGone] = useState(false);
  return isGone ? null : <button type="button" onClick={() => setGone(true)}>{name}</button>;
}

/** Moves the focus to a control with the Tab key, and lets the code that follows the focus load. */
async function tabTo(name: string): Promise<HTMLElement> {
  const control = await screen.findByRole('button', { name });
  for (let tries = 0; tries < 100 && document.activeElement !== control; tries += 1) await userEvent.tab();
  expect(control).toHaveFocus();
  await import('../../src/widgets/views');
  await settle();
  return control;
}

/** Removes an element as React would, without an event. */
async function remove(element: Element): Promise<void> {
  await act(async () => element.remove());
}

describe('the focus in a widget', () => {
  it('stays in the row of an action that disappears', async () => {
    showTo(await servePolar(), 'ada', <Usage action={({ meter }) => <Once name={`Buy ${meter.meter.name}`} />} layout="rows" />);
    await screen.findAllByRole('button', { name: 'Buy Emails sent' });
    const row = screen.getByRole('button', { name: 'Buy Emails sent' }).closest('li');
    await tabTo('Buy Emails sent');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(row).toHaveFocus());
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Buy API requests' })).toHaveFocus();
  });

  it('stays in `UsageAlert` when its action disappears', async () => {
    showTo(await servePolar(), 'ada', <UsageAlert action={() => <Once name="Buy more" />} />);
    await tabTo('Buy more');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('status')).toHaveFocus());
  });

  it('goes to the root of a widget without a heading', async () => {
    showTo(await servePolar(), 'ada', <Usage title={null} empty="Nothing" header={<Once name="Close" />} />);
    await tabTo('Close');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('region', { name: 'Usage' })).toHaveFocus());
  });

  it('goes to the heading of a widget that is back after it has crashed', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let isBroken = true;
    const usageStatus = () => {
      if (isBroken) throw new Error('broken');
      return 'fine';
    };
    const polar = await servePolar();
    render(
      <PortalProvider source={polar.source('ada')} scope="ada" refreshEvery={0} messages={{ usageStatus }}>
        <Usage />
      </PortalProvider>,
    );
    await tabTo('Try again');
    isBroken = false;
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Usage' })).toHaveFocus());
  });
});

describe('holdFocus()', () => {
  beforeEach(() => {
    document.body.innerHTML = '<div class="mf mf-widget" id="root"><div id="frame"><h2>Usage</h2><button>One</button><button>Two</button></div></div><button id="other">Other</button>';
  });
  const [one, two] = [0, 1].map((index) => () => document.querySelectorAll('button')[index] as HTMLElement) as [() => HTMLElement, () => HTMLElement];
  const heading = () => document.querySelector('h2');
  const frame = () => document.querySelector('#frame')!;
  const hold = (control: HTMLElement) => {
    control.focus();
    holdFocus(control, frame());
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('moves the focus to the heading when the control disappears, or already has', async () => {
    hold(one());
    await remove(one());
    expect(heading()).toHaveFocus();
    const control = one();
    control.focus();
    await remove(control);
    expect(document.body).toHaveFocus();
    holdFocus(control, frame());
    expect(heading()).toHaveFocus();
  });

  it('leaves the focus where the customer has moved it, even if that is nowhere', async () => {
    const control = one();
    hold(control);
    two().focus();
    await remove(control);
    expect(one()).toHaveFocus();
    hold(one());
    one().blur();
    await pause();
    await remove(one());
    expect(document.body).toHaveFocus();
  });

  it('leaves the focus where it is if the widget is gone', async () => {
    hold(one());
    await remove(document.querySelector('#root')!);
    expect(document.body).toHaveFocus();
  });

  it('follows only the last control', async () => {
    const control = one();
    hold(control);
    hold(two());
    await pause();
    await remove(two());
    expect(heading()).toHaveFocus();
    control.focus();
    expect(control).toHaveFocus();
  });

  it('gives the focus back to a control whose row has moved', async () => {
    hold(one());
    const control = one();
    await act(async () => frame().append(control));
    expect(control).toHaveFocus();
  });

  it('waits for a customer who is in another window', async () => {
    hold(one());
    fireEvent.blur(one());
    await pause();
    await remove(one());
    expect(document.body).toHaveFocus();
    window.dispatchEvent(new Event('focus'));
    expect(heading()).toHaveFocus();
  });
});
