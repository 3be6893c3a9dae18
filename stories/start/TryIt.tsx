import { type ReactNode, useMemo, useState } from 'react';
import { Billing, PortalProvider, Usage } from '../../src';
import { createPolarSource, createStateSource, type PortalSource } from '../../src/sources';
import { wirePage } from '../../src/testing';
import { setDate } from '../clock';
import { samples } from './samples';
import './tryIt.css';
import { understand, type Understood } from './understand';

/** A text field for JSON from Polar, what was understood of it, and the widgets drawn from it. Sends nothing anywhere. */
export function TryIt({ initial = samples['A list of meters'] ?? '' }: { initial?: string | undefined }): ReactNode {
  const [text, setText] = useState(initial);
  const [shown, show] = useState(initial);
  return (
    <main className="try">
      <h1>Try it with your data</h1>
      <p>Paste JSON from Polar: a response of its API, an object of an SDK, a customer state or a webhook, one or a list. It stays in this page: nothing is sent or stored.</p>
      <p className="try-row">
        <label>
          Examples{' '}
          <select
            defaultValue=""
            onChange={({ currentTarget }) => {
              const sample = samples[currentTarget.value] ?? '';
              setText(sample);
              show(sample);
            }}
          >
            <option value="" disabled>Choose one</option>
            {Object.keys(samples).map((name) => <option key={name}>{name}</option>)}
          </select>
        </label>
      </p>
      <label className="try-label" htmlFor="try-json">Your JSON</label>
      <textarea id="try-json" className="try-json" spellCheck={false} rows={14} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      <p><button type="button" className="try-button" onClick={() => show(text)}>Show it</button></p>
      <Result key={shown} text={shown} />
    </main>
  );
}

function Result({ text }: { text: string }): ReactNode {
  const understood = useMemo(() => read(text), [text]);
  if (typeof understood === 'string') return <p role="alert">{understood}</p>;
  const { found, left, asOf } = understood;
  if (found.length + left.length === 0) return <p role="status">This list is empty.</p>;
  return (
    <>
      <section aria-labelledby="try-found">
        <h2 id="try-found">Understood: {found.length}</h2>
        <ul>{found.map(({ path, what }) => <li key={path}><code>{path}</code> {what}</li>)}</ul>
      </section>
      <section aria-labelledby="try-left">
        <h2 id="try-left">Left out: {left.length}</h2>
        <ul>{left.map(({ path, why }, index) => <li key={index}><code>{path}</code> {why}</li>)}</ul>
      </section>
      {found.length > 0 && <Drawn understood={understood} />}
      {asOf !== null && <p className="try-small">Dates count from the latest change in your data, {asOf.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>}
    </>
  );
}

function read(text: string): Understood | string {
  try {
    return understand(text);
  } catch (error) {
    return `This isn't JSON: ${error instanceof Error ? error.message : 'it could not be read'}`;
  }
}

function Drawn({ understood }: { understood: Understood }): ReactNode {
  const [source] = useState(() => {
    if (understood.asOf !== null) setDate(understood.asOf.getTime());
    return sourceOf(understood);
  });
  return (
    <PortalProvider source={source} scope="pasted" locale="en" timeZone="UTC" refreshEvery={0}>
      <div className="try-widgets">
        <Usage />
        {(understood.state !== undefined || understood.subscriptions.length + understood.wallets.length > 0) && <Billing />}
      </div>
    </PortalProvider>
  );
}

/** Serves what was pasted as Polar's API would, inside this page. */
function sourceOf({ state, meters, subscriptions, wallets }: Understood): PortalSource {
  if (state !== undefined) return createStateSource(() => state);
  const lists: Record<string, unknown[]> = { meters, subscriptions, wallets };
  return createPolarSource({
    server: 'https://pasted.example',
    getToken: () => ({ token: 'pasted', expiresAt: '2099-01-01T00:00:00Z' }),
    fetch: async (url) => {
      const list = lists[/\/customer-portal\/(\w+)\/$/.exec(new URL(url).pathname)?.[1] ?? ''];
      // Meters alone say nothing about prices, so these must stay unknown.
      const isUnknown = list === undefined || (list === subscriptions && subscriptions.length + wallets.length === 0);
      return isUnknown ? new Response(null, { status: 403 }) : Response.json(wirePage(list));
    },
  });
}
