import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { QueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { resolveConfig } from 'vite';
import { unfold } from '../../scripts/unfold.js';
import { Billing, Credits, prefetchPortal, PortalProvider, Usage } from '../../src';
import { createPolarSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';
import { noon } from '../react/polar';
import type { Host } from './hosts';

const { resolve } = createRequire(import.meta.url);

/** Our published style sheet, unlayered and in a layer. */
export async function styles(): Promise<{ unlayered: string; layered: string }> {
  const config = await resolveConfig({ configFile: false }, 'build');
  const [unlayered, layered] = await Promise.all(['index', 'layered'].map((name) => unfold(fileURLToPath(new URL(`../../src/styles/${name}.css`, import.meta.url)), config)));
  return { unlayered: unlayered!, layered: layered! };
}

/** The page of a host with our style sheet and our elements. */
export function pageOf(host: Host, ours: string, markup: string): string {
  const { files, css = '', isLast = false, around, root = '' } = host;
  const theirs = `${files.map((file) => readFileSync(resolve(file), 'utf8')).join('\n')}\n${css}`;
  const sheets = isLast ? [ours, theirs] : [theirs, ours];
  return `<!doctype html><html lang="en" ${root}><meta charset="utf-8">${sheets.map((text) => `<style>${text}</style>`).join('')}<body>${around.join('')}<div id="here">${markup}</div>`;
}

/** The HTML of widgets with the data of a demo customer, as a server sends it. */
export async function widgetsOf(customer: string, widgets: ReactElement = <><Usage /><Billing /><Credits /></>): Promise<string> {
  const demo = createDemoPolar({ moving: false, now: () => noon });
  const source = createPolarSource({ getToken: () => demo.createSession(customer), fetch: demo.fetch });
  const queryClient = new QueryClient();
  const portal = { source, scope: customer, refreshEvery: 0 };
  await prefetchPortal(queryClient, portal);
  return renderToString(
    <PortalProvider {...portal} queryClient={queryClient} timeZone="UTC">
      {widgets}
    </PortalProvider>,
  );
}
