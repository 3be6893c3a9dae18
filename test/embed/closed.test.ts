import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { MeterfaceUsage } from '../../src/embed';
import { servePolar } from '../react/polar';
import { moment, signedIn } from './elements';

beforeEach(() => sessionStorage.clear());

let count = 0;

/** An element whose HTML has declared its root as closed, which jsdom can't do. */
async function showClosed(attributes: Record<string, string>, content = '') {
  const name = `closed-${(count += 1)}`;
  const element = document.createElement(name);
  const shadow = element.attachShadow({ mode: 'closed' });
  const internals = vi.spyOn(HTMLElement.prototype, 'attachInternals').mockReturnValue({ shadowRoot: shadow } as ElementInternals);
  for (const [attribute, value] of Object.entries({ ...attributes, 'refresh-every': '0' })) element.setAttribute(attribute, value);
  element.innerHTML = content;
  customElements.define(name, class extends MeterfaceUsage {});
  document.body.append(element);
  internals.mockRestore();
  onTestFinished(() => {
    element.remove();
    return moment();
  });
  // `OnItsWay`, which is downloaded, listens for clicks.
  await vi.waitFor(() => expect(shadow.querySelectorAll('.mf-stale [role="status"]').length).toBeGreaterThan(1), 15_000);
  return { element, shadow };
}

/** Clicks, and says whether the page remembers that the customer has followed an action. */
function click(target: Element | null | undefined): boolean {
  target?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));
  return sessionStorage.getItem('meterface-followed') !== null;
}

it('an element with a closed shadow root remembers a click on its link to `top-up-url`, and no other', async () => {
  const { element, shadow } = await showClosed({ ...signedIn(await servePolar(), 'ada'), 'top-up-url': '#plans' });
  expect([click(shadow.querySelector('.mf-usage')), click(element), click(document.body)]).toEqual([false, false, false]);
  expect(click(shadow.querySelector('.mf-usage-action a'))).toBe(true);
});

it('an element with a closed shadow root remembers a click on the page’s content of its slot `action`, and no other', async () => {
  const { element } = await showClosed(signedIn(await servePolar(), 'ada'), '<span slot="action"><button>Buy more</button></span><p slot="header">Usage</p>');
  const other = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => other.remove());
  other.innerHTML = '<button slot="action">Another library’s button</button>';
  expect([click(element.querySelector('p')), click(other.querySelector('button'))]).toEqual([false, false]);
  expect(click(element.querySelector('button'))).toBe(true);
});
