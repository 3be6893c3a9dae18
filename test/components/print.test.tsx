import { act, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Disclosure } from '../../src/components/Disclosure';

const receipts = (
  <>
    <Disclosure className="a" summary="Images">Receipt of Images</Disclosure>
    <Disclosure className="b" summary="Texts">Receipt of Texts</Disclosure>
  </>
);

describe('folded content', () => {
  it('renders while the browser prints, and only then', () => {
    const { unmount } = render(receipts);
    expect(screen.queryByText(/Receipt/)).toBeNull();
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(screen.getAllByText(/Receipt/)).toHaveLength(2);
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(screen.queryByText(/Receipt/)).toBeNull();
    unmount();
  });

  it('stays folded after a print during which other folded content has left the page', () => {
    const { unmount } = render(receipts);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    unmount();
    act(() => void window.dispatchEvent(new Event('afterprint')));
    const later = render(receipts);
    expect(screen.queryByText(/Receipt/)).toBeNull();
    later.unmount();
  });

  it('leaves no listener on the page after the last unmount', () => {
    const changes: string[] = [];
    for (const change of ['addEventListener', 'removeEventListener'] as const) {
      const original = window[change].bind(window);
      vi.spyOn(window, change).mockImplementation((...args: Parameters<typeof window.addEventListener>) => {
        if (args[0].endsWith('print')) changes.push(`${change} ${args[0]}`);
        original(...args);
      });
    }
    const { unmount } = render(receipts);
    unmount();
    expect(changes).toEqual(['addEventListener beforeprint', 'addEventListener afterprint', 'removeEventListener beforeprint', 'removeEventListener afterprint']);
  });
});
