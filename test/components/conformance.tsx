import { act, cleanup, fireEvent, render } from '@testing-library/react';
import { createRef, type ReactElement, type Ref, StrictMode, version } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { describe, expect, it, vi } from 'vitest';
import { renderOnServer } from '../support/renderOnServer';

/** Program values that no customer may see. */
export const forbidden = /NaN|undefined|null|Infinity|Invalid Date|\[object Object\]/;

/** Props that any component passes to its root element. */
export interface HostProps {
  id?: string;
  lang?: string;
  className?: string;
  'data-testid'?: string;
  'aria-describedby'?: string;
  onClick?: () => void;
  ref?: Ref<never>;
}

interface Expected {
  /** Tag name of the root element. */
  root: string;
  /** A class that the root element always has. */
  className: string;
  /** Whether the component takes a ref. Default: true. */
  takesRef?: boolean;
}

/**
 * Lists elements that have a text beside other nodes. Page translation wraps each text in a `<font>`; React then updates
 * or removes the text that it knows, which is no longer in the page. A text alone in its element is replaced as a whole.
 */
export function mixedTexts(root: Element): string[] {
  const isText = ({ nodeType, textContent }: ChildNode) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '';
  const all = [root, ...root.querySelectorAll('*')];
  return all.filter(({ childNodes }) => childNodes.length > 1 && [...childNodes].some(isText)).map(({ outerHTML }) => outerHTML);
}

/** Tests the rules that every component follows. `make` renders it with the host's props. */
export function describeConformance(name: string, make: (host: HostProps) => ReactElement, { root, className, takesRef = true }: Expected): void {
  const rootOf = (element: ReactElement): Element => {
    const { container } = render(element);
    expect(container.childElementCount).toBe(1);
    return container.firstElementChild!;
  };

  describe(`${name} as a component`, () => {
    it('passes attributes and handlers to its root element', () => {
      const onClick = vi.fn();
      const element = rootOf(make({ id: 'mine', lang: 'nl', 'data-testid': 'probe', 'aria-describedby': 'there', onClick }));
      expect(element.tagName.toLowerCase()).toBe(root);
      expect(element).toHaveAttribute('id', 'mine');
      expect(element).toHaveAttribute('lang', 'nl');
      expect(element).toHaveAttribute('data-testid', 'probe');
      expect(element).toHaveAttribute('aria-describedby', 'there');
      fireEvent.click(element);
      expect(onClick).toHaveBeenCalledOnce();
    });

    it('keeps its own class and adds the host’s', () => {
      const alone = rootOf(make({})).getAttribute('class') ?? '';
      cleanup();
      expect(alone.split(' ')).toContain(className);
      expect(rootOf(make({ className: 'mine yours' })).getAttribute('class')).toBe(`${alone} mine yours`);
    });

    const refs = takesRef ? [['forwards its root element to object refs and function refs']] : [];
    it.each(refs)('%s', () => {
      const object = createRef<never>();
      const element = rootOf(make({ ref: object }));
      expect(object.current).toBe(element);
      const seen: unknown[] = [];
      cleanup();
      const called = rootOf(make({ ref: (node) => void seen.push(node) }));
      expect(seen[0]).toBe(called);
    });

    it('has no style attribute, which a strict content security policy would block', () => {
      expect(renderOnServer(make({}))).not.toMatch(/\sstyle=/);
      expect(rootOf(make({})).parentElement?.querySelectorAll('[style]')).toHaveLength(0);
    });

    it('renders the same HTML on server and browser, and hydrates without errors', () => {
      expectSameFromServer(make({ id: 'mine' }));
    });

    it('keeps the server’s texts if the browser formats differently, and shows the browser’s with the next update', () => {
      expectOtherFormats(() => make({ id: 'mine' }));
    });

    it('has each text in an element of its own, so that a translated page is updated', () => {
      expect(mixedTexts(rootOf(make({})))).toEqual([]);
    });

    it('shows no NaN, undefined or similar', () => {
      expect(renderOnServer(make({}))).not.toMatch(forbidden);
    });
  });
}

/** Expects the same HTML from server and browser, and hydration without corrections. */
export function expectSameFromServer(element: ReactElement): void {
  const tree = <StrictMode>{element}</StrictMode>;
  const html = renderOnServer(tree);
  const place = document.createElement('div');
  place.innerHTML = html;
  document.body.append(place);
  const before = outlineOf(place);
  const corrected: unknown[] = [];
  const onRecoverableError = (error: unknown) => void corrected.push(error);
  let hydrated: Root | undefined;
  act(() => {
    hydrated = hydrateRoot(place, tree, { onRecoverableError });
  });
  const after = outlineOf(place);
  act(() => hydrated?.unmount());
  place.remove();
  expect(corrected).toEqual([]);
  expect(after).toEqual(before);

  const fresh = render(tree);
  expect(outlineOf(fresh.container)).toEqual(before);
  fresh.unmount();
}

/**
 * Hydrates HTML whose texts another version of the language data has formatted. Expects no correction, the server's texts, and
 * after the next update the same HTML as without a server.
 */
export function expectOtherFormats(make: () => ReactElement): void {
  const place = document.createElement('div');
  place.innerHTML = renderOnServer(make());
  document.body.append(place);
  const before = outlineOf(place);
  const corrected: unknown[] = [];
  const restore = formatWith('\u2009a');
  let hydrated: Root | undefined;
  act(() => {
    hydrated = hydrateRoot(place, make(), { onRecoverableError: (error: unknown) => void corrected.push(error) });
  });
  const after = outlineOf(place);
  restore();
  const restoreAgain = formatWith('\u2009b');
  act(() => hydrated?.render(make()));
  const updated = outlineOf(place);
  act(() => hydrated?.unmount());
  place.remove();
  const fresh = render(make());
  const expected = outlineOf(fresh.container);
  fresh.unmount();
  restoreAgain();
  expect(corrected).toEqual([]);
  // React 18 writes the browser's text into a text node at once. The time of the data is replaced on purpose, because a server may format it in its own zone.
  expect(after.map((line) => (version.startsWith('18.') || line.startsWith('As of ') ? line.replaceAll('\u2009a', '') : line))).toEqual(before);
  expect(updated).toEqual(expected);
}

/** Makes `Intl` add a mark to each number and date, as if the language data were another version. Returns a function that stops it. */
export function formatWith(mark: string): () => void {
  const spies = [Intl.NumberFormat, Intl.DateTimeFormat].map((type) => {
    const format = Reflect.getOwnPropertyDescriptor(type.prototype, 'format')!.get!;
    return vi.spyOn(type.prototype as { format: unknown }, 'format', 'get').mockImplementation(function (this: unknown) {
      const real = format.call(this) as (value: unknown) => string;
      return (value: unknown) => real(value) + mark;
    });
  });
  return () => spies.forEach((spy) => spy.mockRestore());
}

/** Every element and text, one per line, without differences by design: React's comments and ids, `selected`, and the order of attributes. */
function outlineOf(original: Element): string[] {
  const copy = original.cloneNode(true) as Element;
  const marks = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
  for (let mark = marks.nextNode(); mark !== null; mark = marks.nextNode()) mark.parentNode?.removeChild(mark);
  copy.normalize();
  return linesOf(copy);
}

function linesOf(element: Element): string[] {
  return [...element.childNodes].flatMap((node) => {
    if (!(node instanceof Element)) return node.textContent ?? '';
    const attributes = [...node.attributes].filter(({ name }) => name !== 'selected').map(({ name, value }) => `${name}=${/^(id|for|aria-labelledby)$/.test(name) ? value.replace(/^[:_].*[:_]/, '') : value.replace(/(?<=^url\(#)[:_].*[:_]/, '')}`);
    return [`<${node.tagName} ${attributes.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')}>`, ...linesOf(node)];
  });
}
