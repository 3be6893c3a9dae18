import { act, render } from '@testing-library/react';
import { useRef } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTurn } from '../../src/widgets/useTurn';
import { renderOnServer } from '../support/renderOnServer';

interface BoxProps {
  name: string;
  top: number;
  isLoading?: boolean;
  isKnown?: boolean;
  left?: number;
}

/** A widget of 100 by 100 pixels. */
function Box({ name, top, isLoading = false, isKnown = false, left = 0 }: BoxProps) {
  const frame = useRef<HTMLDivElement>(null);
  const isWaiting = useTurn(frame, isLoading, isLoading && !isKnown);
  return <div ref={frame} data-box={`${left} ${top}`}>{`${name} ${isWaiting ? 'waits' : 'shows'}`}</div>;
}

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const [left = 0, top = 0] = (this.getAttribute('data-box') ?? '').split(' ').map(Number);
    return new DOMRect(left, top, 100, 100);
  });
});

afterEach(() => void vi.useRealTimers());

function page(first: Partial<BoxProps>, second: Partial<BoxProps>, third?: Partial<BoxProps>) {
  return (
    <>
      <Box name="first" top={0} {...first} />
      <Box name="second" top={100} {...second} />
      {third && <Box name="third" top={200} {...third} />}
    </>
  );
}

function texts(): string[] {
  return [...document.querySelectorAll('[data-box]')].map(({ textContent }) => textContent ?? '');
}

describe('a loading widget', () => {
  it('waits while a widget above it loads and has an unknown height', () => {
    const { rerender } = render(page({ isLoading: true }, { isLoading: true }, { isLoading: true }));
    expect(texts()).toEqual(['first shows', 'second waits', 'third waits']);
    rerender(page({}, { isLoading: true }, { isLoading: true }));
    expect(texts()).toEqual(['first shows', 'second shows', 'third waits']);
    rerender(page({}, {}, { isLoading: true }));
    expect(texts()).toEqual(['first shows', 'second shows', 'third shows']);
  });

  it.each([
    ['whose height is known', { isLoading: true, isKnown: true }],
    ['beside it', { isLoading: true, left: 100 }],
    ['that has loaded', {}],
  ])('does not wait for a widget %s', (_, first) => {
    render(page(first, { isLoading: true }));
    expect(texts()).toEqual(['first shows', 'second shows']);
  });

  it('does not wait for a widget that has unmounted', () => {
    const { rerender } = render(page({ isLoading: true }, { isLoading: true }));
    rerender(<>{false}<Box name="second" top={100} isLoading /></>);
    expect(texts()).toEqual(['second shows']);
  });

  it('does not wait once it has been shown', () => {
    const { rerender } = render(page({}, { isLoading: true }));
    rerender(page({ isLoading: true }, { isLoading: true }));
    expect(texts()).toEqual(['first shows', 'second shows']);
  });

  it('waits at most two seconds after it has loaded', () => {
    vi.useFakeTimers();
    const { rerender } = render(page({ isLoading: true }, { isLoading: true }));
    act(() => void vi.advanceTimersByTime(60_000));
    expect(texts()).toEqual(['first shows', 'second waits']);
    rerender(page({ isLoading: true }, {}));
    act(() => void vi.advanceTimersByTime(1999));
    expect(texts()).toEqual(['first shows', 'second waits']);
    act(() => void vi.advanceTimersByTime(1));
    expect(texts()).toEqual(['first shows', 'second shows']);
  });

  it('stays visible if a server has rendered it', async () => {
    const content = page({ isLoading: true }, { isLoading: true });
    const container = document.createElement('div');
    container.innerHTML = renderOnServer(content);
    document.body.append(container);
    const root = await act(async () => hydrateRoot(container, content));
    expect(texts()).toEqual(['first shows', 'second shows']);
    await act(async () => root.unmount());
    container.remove();
  });
});
