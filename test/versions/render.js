// Run by `npm run test:versions` in a folder with other versions of the peers: the packed library in plain Node.
import { QueryClient } from '@tanstack/react-query';
import { Billing, PortalProvider, prefetchPortal, Usage } from 'meterface';
import { createPolarSource } from 'meterface/sources';
import { createDemoPolar } from 'meterface/testing';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

const polar = createDemoPolar({ moving: false });
const source = createPolarSource({ fetch: polar, getToken: () => polar.createSession('ada').token });
const queryClient = new QueryClient();
await prefetchPortal(queryClient, { source, scope: 'ada' });
const html = renderToString(createElement(PortalProvider, { source, scope: 'ada', queryClient }, createElement(Usage), createElement(Billing)));
for (const text of ['465 of 500 used', 'Lumen Pro']) if (!html.includes(text)) throw new Error(`The HTML doesn't contain "${text}".`);
