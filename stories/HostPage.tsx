import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useEffect, useState } from 'react';
import { renderToString } from 'react-dom/server';
import { Billing, PortalProvider, prefetchPortal, Usage } from '../src';
import { createPolarSource } from '../src/sources';
import ours from '../src/styles/index.css?inline';
import { createDemoPolar } from '../src/testing';
import { darkOf, type Host, hosts } from '../test/hosts/hosts';
import { arabicWords } from './arabic';
import { now } from './clock';

/** The hosts' style sheets, by path. */
const files = import.meta.glob<string>(
  [
    '../node_modules/normalize.css/normalize.css',
    '../node_modules/tailwindcss3/src/css/preflight.css',
    '../node_modules/tailwindcss/preflight.css',
    '../node_modules/bootstrap/dist/css/bootstrap.css',
    '../node_modules/bulma/css/bulma.css',
    '../node_modules/@picocss/pico/css/pico.css',
    '../node_modules/water.css/out/{light,dark}.css',
    '../node_modules/milligram/dist/milligram.css',
    '../node_modules/github-markdown-css/github-markdown-{light,dark}.css',
  ],
  { query: '?raw', import: 'default', eager: true },
);

const widgets = new Map<Host['words'], Promise<string>>();

/** The page of a host in light and in dark, as a server sends it: each in a frame of its own with the host's style sheets and ours. */
export function HostPage({ name }: { name: string }): ReactNode {
  const [markup, setMarkup] = useState<string>();
  const host = hosts.find((one) => one.name === name);
  if (host === undefined) throw new Error(`There is no host “${name}”.`);
  const { words } = host;
  useEffect(() => {
    const rendered = widgets.get(words) ?? renderWidgets(words);
    widgets.set(words, rendered);
    void rendered.then(setMarkup);
  }, [words]);
  if (markup === undefined) return null;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
      <HostFrame title={`${name}, light`} page={pageOf(host, markup)} />
      <HostFrame title={`${name}, dark`} page={pageOf(darkOf(host), markup)} />
    </div>
  );
}

function HostFrame({ title, page }: { title: string; page: string }): ReactNode {
  const [height, setHeight] = useState(600);
  const onLoad = ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) => setHeight(currentTarget.contentDocument?.documentElement.offsetHeight ?? 0);
  // oxlint-disable-next-line react/iframe-missing-sandbox -- axe runs inside of the frame.
  return <iframe title={title} srcDoc={page} onLoad={onLoad} height={height} style={{ flex: '1 1 304px', minWidth: 0, border: 0 }} />;
}

function pageOf({ files: names, css = '', isLast = false, around, root = '' }: Host, markup: string): string {
  const theirs = [...names.map((name) => files[`../node_modules/${name}`] ?? `${name} is missing`), css].join('\n');
  const sheets = isLast ? [ours, theirs] : [theirs, ours];
  const styles = sheets.map((text) => `<style>${text}</style>`).join('');
  return `<!doctype html><html lang="en" ${root}><head><meta charset="utf-8"><title>Account</title>${styles}</head><body>${around.join('')}<div id="here" style="padding: 16px">${markup}`;
}

/** @param words the widgets follow the direction of their words, not that of the page. */
async function renderWidgets(words: Host['words']): Promise<string> {
  const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });
  const source = createPolarSource({ server: 'https://demo.example', getToken: () => demo.createSession('ada'), fetch: demo });
  const portal = { source, scope: 'ada', refreshEvery: 0 };
  const queryClient = new QueryClient();
  await prefetchPortal(queryClient, portal);
  return renderToString(
    <PortalProvider {...portal} queryClient={queryClient} timeZone="UTC" {...(words === 'arabic' ? { messages: arabicWords, locale: 'ar-EG' } : { locale: 'en' })}>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 40 }}>
        <Usage />
        <Billing />
      </div>
    </PortalProvider>,
  );
}
