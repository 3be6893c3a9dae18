import { type ReactNode, useMemo, useState } from 'react';
import { Billing, Credits, PortalProvider, Usage } from '../../src';
import { setDate } from '../clock';
import { clipped } from './kinds';
import { type Customer, customersIn, hasBills, isStateDrawn, metersOf, sourceOf } from './pasted';
import type { Left } from './readText';
import { samples } from './samples';
import './tryIt.css';
import { type Item, understand, type Understood } from './understand';

/** For a longer text the page shows only its size: a text field would take seconds to lay it out. */
const mostLetters = 200_000;
/** Lines to show of a list; the rest is only counted. */
const mostLines = 12;

/** A text field for JSON from Polar, what was understood of it, and the widgets drawn from it. Sends nothing anywhere. */
export function TryIt({ initial = samples['A list of meters'] ?? '' }: { initial?: string | undefined }): ReactNode {
  const [text, setText] = useState(initial);
  const [shown, show] = useState(initial);
  const both = (next: string) => {
    setText(next);
    show(next);
  };
  const open = (file: File | undefined) => void file?.text().then(both);
  return (
    <main className="try">
      <h1>Try it with your data</h1>
      <p>Paste JSON from Polar: an API response, an SDK object, a customer state or a webhook, one or many. It stays on this page: nothing is sent or stored.</p>
      <p className="try-row">
        <label>
          Examples{' '}
          <select defaultValue="" onChange={({ currentTarget }) => both(samples[currentTarget.value] ?? '')}>
            <option value="" disabled>Choose one</option>
            {Object.keys(samples).map((name) => <option key={name}>{name}</option>)}
          </select>
        </label>
        <label>
          Or a file{' '}
          <input type="file" accept=".json,.ndjson,.jsonl,.txt,application/json" onChange={({ currentTarget }) => open(currentTarget.files?.[0])} />
        </label>
      </p>
      {text.length > mostLetters ? (
        <p>{(text.length / 1e6).toFixed(1)} MB of text, too long to edit here. <button type="button" className="try-plain" onClick={() => both('')}>Clear</button></p>
      ) : (
        <>
          <label className="try-label" htmlFor="try-json">Your JSON</label>
          <textarea
            id="try-json"
            className="try-json"
            spellCheck={false}
            rows={10}
            value={text}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              if (event.dataTransfer.files.length === 0) return;
              event.preventDefault();
              open(event.dataTransfer.files[0]);
            }}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text');
              if (pasted.length <= mostLetters) return;
              event.preventDefault();
              both(pasted);
            }}
            onChange={({ currentTarget: { value }, nativeEvent }) => {
              const isPasted = nativeEvent instanceof InputEvent && nativeEvent.inputType === 'insertFromPaste';
              (isPasted || value.length > mostLetters ? both : setText)(value);
            }}
          />
          <p><button type="button" className="try-button" onClick={() => show(text)}>Show it</button></p>
        </>
      )}
      <Result key={shown} text={shown} />
    </main>
  );
}

function Result({ text }: { text: string }): ReactNode {
  const understood = useMemo(() => read(text), [text]);
  if (typeof understood === 'string') return <p role="alert">{understood}</p>;
  const { items, left, asOf } = understood;
  if (items.length + left.length === 0) return <p role="status">This list is empty.</p>;
  return (
    <>
      <section aria-labelledby="try-found">
        <h2 id="try-found">Understood: {items.length}</h2>
        <Found items={items} />
      </section>
      <section aria-labelledby="try-left">
        <h2 id="try-left">Left out or changed: {left.length}</h2>
        <LeftOut left={left} />
      </section>
      {items.length > 0 && <Drawn understood={understood} />}
      {asOf !== null && items.length > 0 && <p className="try-small">Widgets treat the latest change in your data as today: {asOf.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>}
    </>
  );
}

function Found({ items }: { items: readonly Item[] }): ReactNode {
  return (
    <ul>
      {items.slice(0, mostLines).map(({ path, what }) => <li key={path}><code>{path}</code> <bdi>{what}</bdi></li>)}
      {items.length > mostLines && <li>and {(items.length - mostLines).toLocaleString('en')} more</li>}
    </ul>
  );
}

/** One line for each reason, with the first places that it applies to. */
function LeftOut({ left }: { left: readonly Left[] }): ReactNode {
  const byReason = new Map<string, Left[]>();
  for (const one of left) byReason.set(one.why, [...(byReason.get(one.why) ?? []), one]);
  const reasons = [...byReason];
  return (
    <ul>
      {reasons.slice(0, mostLines).map(([why, places]) => (
        <li key={why}>
          {places.slice(0, 3).map(({ path }) => <code key={path}>{path} </code>)}
          {places.length > 3 && <>and {(places.length - 3).toLocaleString('en')} more: </>}
          <bdi>{why}</bdi>
        </li>
      ))}
      {reasons.length > mostLines && <li>and {reasons.length - mostLines} other reasons</li>}
    </ul>
  );
}

function read(text: string): Understood | string {
  try {
    return understand(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) return 'This couldn’t be read.';
    return error.message.startsWith('line ') ? `This isn’t JSON: ${error.message}.` : error.message;
  }
}

/** The widgets of one customer, and a choice if the text has several. */
function Drawn({ understood: { items, names, asOf } }: { understood: Understood }): ReactNode {
  const customers = useMemo(() => customersIn(items), [items]);
  const [index, choose] = useState(0);
  const customer = customers[index];
  if (customer === undefined) return null;
  return (
    <>
      {customers.length > 1 && (
        <p>
          <label>
            Your data has {customers.length} customers. Show{' '}
            <select value={index} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
              {customers.map(({ id, label }, position) => <option key={id} value={position}>{clipped(label)}</option>)}
            </select>
          </label>
        </p>
      )}
      <Widgets key={customer.id} customer={customer} names={names} asOf={asOf} />
    </>
  );
}

function Widgets({ customer, names, asOf }: { customer: Customer; names: Understood['names']; asOf: Date | null }): ReactNode {
  const [source] = useState(() => {
    if (asOf !== null) setDate(asOf.getTime());
    return sourceOf(customer, names);
  });
  const { items } = customer;
  const has = (...kinds: Item['kind'][]) => items.some(({ kind }) => kinds.includes(kind));
  const isUsage = has('meters', 'state') || metersOf(items).length > 0;
  const notes = [
    has('state') && (isStateDrawn(items) ? 'A customer state has no names and no prices. On your page, pass names to createStateSource(), or load the meters from Polar’s API, which has both.' : 'The customer state isn’t drawn: the meters and subscriptions beside it say more.'),
    !has('meters', 'state') && isUsage && 'Usage shows the subscription’s meters. Customer meters would also have credits from other plans and from purchases.',
    has('meters') && !hasBills(items) && 'Meters have no prices. Paste their subscription with them, as a list, to see what they cost.',
    items.filter(({ kind }) => kind === 'meters').length > 1000 && 'Widgets load 1,000 meters at most.',
    has('orders', 'charge-preview') && !has('subscriptions') && 'Orders and previews are drawn with their subscription: paste it with them, as a list.',
    has('charge-preview') && items.filter(({ kind }) => kind === 'subscriptions').length > 1 && 'A preview doesn’t name its subscription, so it isn’t drawn beside several.',
  ].filter((note) => note !== false);
  if (!isUsage && !hasBills(items) && !has('benefit-grants')) return notes.map((note) => <p key={note} className="try-small">{note}</p>);
  return (
    <>
      <PortalProvider source={source} scope={`pasted ${customer.id}`} locale="en" timeZone="UTC" refreshEvery={0}>
        <div className="try-widgets">
          {isUsage && <Usage />}
          {has('benefit-grants') && <Credits />}
          {hasBills(items) && <Billing />}
        </div>
      </PortalProvider>
      {notes.map((note) => <p key={note} className="try-small">{note}</p>)}
    </>
  );
}
