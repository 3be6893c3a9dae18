import { within } from '@testing-library/react';
import { onTestFinished } from 'vitest';
import type { PortalError } from '../../src/core';
import { defineMeterface, type MeterfaceEvents } from '../../src/embed';
import { elements } from '../../src/embed/defineMeterface';
import type { Polar } from '../react/polar';

defineMeterface();

export { elements, type MeterfaceEvents };

export type Name = keyof typeof elements;
export type Element = HTMLElementTagNameMap[Name];
export type Attributes = Record<string, string>;

/** Creates an element that is not in the document. It renders outside of `act()`, as on a page. */
export function create(attributes: Attributes = {}, name: Name = 'meterface-usage'): Element {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  onTestFinished(() => {
    element.remove();
    return moment();
  });
  return element;
}

/** Adds an element to the page and waits for its first render. */
export async function put<E extends Element>(element: E, place: ParentNode = document.body): Promise<E> {
  place.append(element);
  await moment();
  return element;
}

/** Adds an element that by default never refreshes. */
export function show(attributes: Attributes, name?: Name): Promise<Element> {
  return put(create({ 'refresh-every': '0', ...attributes }, name));
}

/** The attributes that give an element a new token of a customer. */
export function signedIn(polar: Polar, customer: string): Attributes {
  return { server: polar.url, scope: customer, token: polar.demo.createSession(customer).token };
}

/** Testing Library queries for the shadow tree. */
export function inside(element: Element) {
  return within(element.shadowRoot as unknown as HTMLElement);
}

export function textOf(element: Element): string {
  return element.shadowRoot?.textContent ?? '';
}

/** Collects the codes and paths of an element's errors from now on. */
export function listen(element: Element): string[] {
  const reported: string[] = [];
  element.addEventListener('meterface-error', ({ detail }) => reported.push(nameOf(detail)));
  return reported;
}

export function nameOf({ code, path }: PortalError): string {
  return [code, ...path].join(' ');
}

/** Waits for the microtasks of an element, such as its render. */
export async function moment(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
