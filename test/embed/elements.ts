import { within } from '@testing-library/react';
import { beforeEach, onTestFinished } from 'vitest';
import type { PortalError } from '../../src/core';
import { defineMeterface, type MeterfaceBilling, type MeterfaceUsage } from '../../src/embed';
import type { Polar } from '../react/polar';

defineMeterface();

// Elements draw by themselves, outside of any `act()`, as on a page.
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
});

export type Element = MeterfaceBilling | MeterfaceUsage;
export type Attributes = Record<string, string>;

/** An element that is nowhere yet. */
export function create(attributes: Attributes = {}, name: 'meterface-usage' | 'meterface-billing' = 'meterface-usage'): Element {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  onTestFinished(() => {
    element.remove();
    return moment();
  });
  return element;
}

/** Puts an element on the page, and waits until it has drawn for the first time. */
export async function put<E extends Element>(element: E, place: ParentNode = document.body): Promise<E> {
  place.append(element);
  await moment();
  return element;
}

/** An element on the page, of a customer who never sees it refresh. */
export function show(attributes: Attributes, name?: 'meterface-usage' | 'meterface-billing'): Promise<Element> {
  return put(create({ 'refresh-every': '0', ...attributes }, name));
}

/** What lets an element ask as a customer, by a token of her own. */
export function signedIn(polar: Polar, customer: string): Attributes {
  return { server: polar.url, scope: customer, token: polar.demo.createSession(customer).token };
}

/** Queries of what it has drawn. */
export function inside(element: Element) {
  return within(element.shadowRoot as unknown as HTMLElement);
}

export function textOf(element: Element): string {
  return element.shadowRoot?.textContent ?? '';
}

/** The codes of what an element tells from now on, and of what values. */
export function listen(element: Element): string[] {
  const told: string[] = [];
  element.addEventListener('meterface-error', ({ detail }) => told.push(nameOf(detail)));
  return told;
}

export function nameOf({ code, path }: PortalError): string {
  return [code, ...path].join(' ');
}

/** All that was scheduled for the end of this moment has happened. */
export async function moment(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
