import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Markdown, Unstyled } from '@storybook/addon-docs/blocks';
import sizes from '../../docs/sizes.json';
import { defineMeterface } from '../../src/embed';
import { Members } from './ApiPage';
import { elements } from './book';
import { Code } from './Code';
import { sourceOf } from './Live';
import './docs.css';

defineMeterface();

type Name = 'meterface-usage' | 'meterface-billing' | 'meterface-meter' | 'meterface-balance' | 'meterface-amount-due' | 'meterface-alert' | 'meterface-portal';
type Attributes = Readonly<Record<string, string>>;

/** What pages write into an element, besides `server`. */
const demos: Readonly<Record<Name, { attributes?: Attributes; inside?: string; style?: string }>> = {
  'meterface-usage': {},
  'meterface-billing': {},
  'meterface-meter': { attributes: { meter: 'Image credits', variant: 'ring' } },
  'meterface-balance': { attributes: { meter: 'Image credits' } },
  'meterface-amount-due': {},
  'meterface-alert': {},
  'meterface-portal': {
    attributes: { accent: 'rebeccapurple' },
    inside: '<meterface-meter meter="Image credits"></meterface-meter>\n<meterface-meter meter="AI tokens"></meterface-meter>',
    // Elements have no margins, so the page sets the space between them.
    style: 'meterface-portal { display: grid; gap: 24px; }',
  },
};

/** An element with the data of the demo's customer Ada, and everything that it understands. */
export function ElementDemo({ name }: { name: Name }): ReactNode {
  const parts = elements.partsOf[name] ?? [];
  const place = useRef<HTMLDivElement>(null);
  const { attributes = {}, inside = '', style } = demos[name];
  useLayoutEffect(() => {
    const element = document.createElement(name);
    const all = { scope: 'ada', locale: 'en', 'time-zone': 'UTC', 'refresh-every': '0', ...attributes };
    for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
    element.innerHTML = inside;
    element.source = sourceOf('ada');
    place.current?.replaceChildren(element);
    return () => element.remove();
  }, [name, attributes, inside]);
  return (
    <>
      <Unstyled>
        {style !== undefined && <style>{style}</style>}
        <div className="book-card" data-theme="light" ref={place} />
      </Unstyled>
      <h2 id="in-your-code">In your page</h2>
      <Code language="html" code={`<script defer src="/assets/meterface.js"></script>\n${markup(name, attributes, inside)}${style === undefined ? '' : `\n<style>\n  ${style}\n</style>`}`} />
      <h2 id="attributes">Attributes</h2>
      <Markdown>Each is a property in camel case, too. The [quick start](?path=/docs/guides-quick-start-no-framework--docs) shows how to put elements on a page.</Markdown>
      <Members label="Attributes" members={attributesOf(name)} />
      <h2 id="events">Events</h2>
      <Members label="Events" members={members(elements.events)} />
      {name !== 'meterface-portal' && (
        <>
          <h2 id="slots">Slots</h2>
          <Markdown>{(elements.slotsOf[name] ?? []).map((slot) => `- \`${slot}\`: ${elements.slots[slot]?.description}`).join('\n')}</Markdown>
        </>
      )}
      {parts.length > 0 && (
        <>
          <h2 id="parts">Parts</h2>
          <Markdown>What your style sheet can address inside the element. A rule for a part that the element isn’t showing has no effect.</Markdown>
          <Described rows={parts.map((part) => [`${name}::part(${part})`, elements.parts[part]?.description ?? ''])} heads={['Selector', 'What it is']} />
        </>
      )}
      <h2 id="size">Size</h2>
      <Markdown>{`\`meterface.js\` is ${sizes.bundles['meterface.js, with Preact and styles'].toFixed(1)} kB gzipped, with Preact and styles. It contains \`<meterface-usage>\`, and loads what another element needs when a page has one.`}</Markdown>
    </>
  );
}

/** A table with code in its first column. */
function Described({ rows, heads }: { rows: readonly (readonly [string, string])[]; heads: readonly [string, string] }): ReactNode {
  return (
    <Unstyled>
      <table className="book-table" aria-label={heads[0]}>
        <thead>
          <tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(([code, text]) => <tr key={code}><th scope="row"><code>{code}</code></th><td>{text}</td></tr>)}
        </tbody>
      </table>
    </Unstyled>
  );
}

/** The attributes of an element, in the order of its settings. */
function attributesOf(name: Name) {
  const { allSettings, observedAttributes } = customElements.get(name) as unknown as { allSettings: object; observedAttributes: readonly string[] };
  const settings = Object.keys(allSettings).map((setting, index) => [observedAttributes[index] ?? setting, elements.settings[setting]] as const);
  return members(Object.fromEntries(settings));
}

function members(described: Readonly<Record<string, { description: string; type: string } | undefined>>) {
  return Object.entries(described).map(([name, given]) => ({ name, type: given?.type ?? '', isOptional: true, doc: given?.description ?? '' }));
}

function markup(name: Name, attributes: Attributes, inside: string): string {
  const written = Object.entries({ server: '/api/portal', ...attributes }).map(([attribute, value]) => ` ${attribute}="${value}"`).join('');
  return `<${name}${written}>${inside === '' ? '' : `\n${inside.replaceAll(/^/gm, '  ')}\n`}</${name}>`;
}
