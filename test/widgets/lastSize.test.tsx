import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider } from '../../src';
import { createPolarSource } from '../../src/sources';
import { useLastSize } from '../../src/widgets/useLastSize';

type Status = 'loading' | 'ready' | 'empty' | 'error';

interface BoxProps {
  status: Status;
  rows?: number;
  isStale?: boolean;
  label?: string;
}

const source = createPolarSource({ server: 'https://shop.example', getToken: () => 'polar_cst_test' });
let customer = 'ada';
/** What the browser would have laid out. */
let laidOut = { width: 640, height: 0 };
/** Reports the present size to everything that is observed. */
let resize: () => void;

function Box({ status, rows = 0, isStale = false, label = 'Usage' }: BoxProps) {
  const { frame, lastRows } = useLastSize(label, { status, isStale }, rows);
  return <div ref={frame} data-testid={label}>{lastRows ?? 'unknown'}</div>;
}

function visit(...boxes: BoxProps[]) {
  const draw = (shown: readonly BoxProps[]) => (
    <PortalProvider source={source} scope={customer}>
      {shown.map((box, place) => <Box key={place} {...box} />)}
    </PortalProvider>
  );
  const { container, rerender, unmount } = render(draw(boxes));
  const frames = () => [...container.querySelectorAll<HTMLElement>('[data-testid]')];
  return { frames, redraw: (...next: BoxProps[]) => rerender(draw(next)), unmount };
}

/** A visit on which the data arrives and takes this height. */
function visitWith(rows: number, height: number, also: (frame: HTMLElement, redraw: (...next: BoxProps[]) => void) => void = () => {}): void {
  const { frames, redraw, unmount } = visit({ status: 'loading' });
  redraw({ status: 'ready', rows });
  const [frame] = frames();
  laidOut = { ...laidOut, height };
  resize();
  if (frame) also(frame, redraw);
  unmount();
}

beforeEach(() => {
  sessionStorage.clear();
  customer = 'ada';
  laidOut = { width: 640, height: 0 };
  const observers = new Set<() => void>();
  resize = () => observers.forEach((tell) => tell());
  vi.stubGlobal('ResizeObserver', class {
    constructor(private readonly tell: () => void) {}
    observe = () => void observers.add(this.tell);
    disconnect = () => void observers.delete(this.tell);
  });
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => laidOut.width);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => Math.round(laidOut.height));
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, laidOut.width, laidOut.height));
});

// Other files may run in the same page.
afterEach(() => sessionStorage.clear());

describe('a widget that loads', () => {
  it('has no fixed height on the first visit', () => {
    const [frame] = visit({ status: 'loading' }).frames();
    expect(frame).toHaveTextContent('unknown');
    expect(frame?.getAttribute('style') ?? '').toBe('');
  });

  it('has the rows and the exact height of the last visit, until the data is there', () => {
    visitWith(5, 412.5);
    const { frames, redraw } = visit({ status: 'loading' });
    expect(frames()[0]).toHaveTextContent('5');
    expect(frames()[0]?.style.blockSize).toBe('412.5px');
    expect(frames()[0]?.style.overflow).toBe('clip');
    redraw({ status: 'ready', rows: 5 });
    expect(frames()[0]).toHaveTextContent('unknown');
    expect(frames()[0]?.getAttribute('style') ?? '').toBe('');
  });

  it('has only the rows of the last visit if it is now wider', () => {
    visitWith(5, 412.5);
    laidOut.width = 700;
    const [frame] = visit({ status: 'loading' }).frames();
    expect(frame).toHaveTextContent('5');
    expect(frame?.style.blockSize).toBe('');
  });

  it('has the latest height if the list has changed since', () => {
    visitWith(5, 412.5);
    visitWith(2, 160);
    const [frame] = visit({ status: 'loading' }).frames();
    expect(frame).toHaveTextContent('2');
    expect(frame?.style.blockSize).toBe('160px');
  });

  it.each([['press of the pointer', fireEvent.pointerDown], ['press of a key', fireEvent.keyDown]])('does not take over a height that changed after a %s', (_, act) => {
    visitWith(5, 412.5, (frame, redraw) => {
      act(frame);
      laidOut.height = 999;
      resize();
      redraw({ status: 'ready', rows: 6 });
      resize();
    });
    expect(visit({ status: 'loading' }).frames()[0]?.style.blockSize).toBe('412.5px');
  });

  it('keeps the height of the last visit after one with stale data, an error and a hidden widget', () => {
    visitWith(5, 412.5);
    const { redraw, unmount } = visit({ status: 'loading' });
    laidOut.height = 300;
    redraw({ status: 'error' });
    resize();
    redraw({ status: 'ready', rows: 5, isStale: true });
    resize();
    laidOut.height = 0;
    redraw({ status: 'ready', rows: 5 });
    resize();
    unmount();
    expect(visit({ status: 'loading' }).frames()[0]?.style.blockSize).toBe('412.5px');
  });

  it('has no height of another customer', () => {
    visitWith(5, 412.5);
    customer = 'bo';
    expect(visit({ status: 'loading' }).frames()[0]).toHaveTextContent('unknown');
  });

  it('has its own height, not that of another widget of the same kind', () => {
    const first = visit({ status: 'loading' }, { status: 'loading' });
    first.redraw({ status: 'ready', rows: 1 }, { status: 'loading' });
    laidOut.height = 100;
    resize();
    first.redraw({ status: 'ready', rows: 1 }, { status: 'ready', rows: 9 });
    const [one, two] = first.frames();
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      return new DOMRect(0, 0, 640, this === two ? 900 : 100);
    });
    resize();
    expect(one).not.toBe(two);
    first.unmount();
    const heights = visit({ status: 'loading' }, { status: 'loading' }).frames().map(({ style }) => style.blockSize);
    expect(heights).toEqual(['100px', '900px']);
  });
});
