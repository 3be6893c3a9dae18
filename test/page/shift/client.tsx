import '../../../src/styles/index.css';
import { type ComponentType, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Billing, Credits, PortalProvider, Usage } from '../../../src';
import { createPolarSource } from '../../../src/sources';
import { createDemoPolar } from '../../../src/testing';

/** The customer and the widgets that the URL names. */
const query = new URLSearchParams(location.search);
const customer = query.get('customer') ?? '';
const shown = (query.get('widgets') ?? '').split(',');
/** Milliseconds. */
const latency = 700;

// The demo's clock stands still, so that the widths of numbers don't change from one visit to the next.
const demo = createDemoPolar({ moving: false, now: () => new Date('2026-11-25T12:00:00Z') });
const wait = () => new Promise((resolve) => setTimeout(resolve, latency));

const source = createPolarSource({
  fetch: async (url, init) => {
    await wait();
    return demo.fetch(url, init);
  },
  getToken: async () => {
    await wait();
    return demo.createSession(customer);
  },
});

const widgets: Record<string, ComponentType> = { usage: Usage, billing: Billing, credits: Credits };
const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no element with the id `root`.');
// As in the README's quick start.
createRoot(root).render(
  <PortalProvider source={source} scope={`scope-of-${customer}`}>
    <div style={{ display: 'grid', gap: 40 }}>
      {shown.map((name, index) => createElement(widgets[name]!, { key: `${name}${index}` }))}
    </div>
  </PortalProvider>,
);
