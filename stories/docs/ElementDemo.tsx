import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Markdown, Unstyled } from '@storybook/addon-docs/blocks';
import sizes from '../../docs/sizes.json';
import { defineMeterface } from '../../src/embed';
import { createPolarSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';
import { now, setDate } from '../clock';
import { Code } from './Code';
import { exampleNamed } from './front';
import './docs.css';

// The demo's dates follow from this one.
setDate(now.getTime());
defineMeterface();

/** An element with the data of the demo's customer Ada. */
export function ElementDemo({ name }: { name: 'meterface-usage' | 'meterface-billing' }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries({ scope: 'ada', locale: 'en', 'time-zone': 'UTC', 'refresh-every': '0' })) element.setAttribute(attribute, value);
    element.source = createPolarSource({ server: 'https://demo.example', getToken: () => demo.createSession('ada'), fetch: demo });
    place.current?.replaceChildren(element);
    return () => element.remove();
  }, [name]);
  return (
    <>
      <Unstyled>
        <div className="book-card" data-theme="light" ref={place} />
      </Unstyled>
      <h2 id="in-your-code">In your page</h2>
      <Code language="html" code={exampleNamed('ten-elements')} />
      <Markdown>{`Attributes: ${(customElements.get(name) as unknown as { observedAttributes: readonly string[] }).observedAttributes.map((one) => `\`${one}\``).join(', ')}. [Quick start: no framework](?path=/docs/guides-quick-start-no-framework--docs) explains them.`}</Markdown>
      <h2 id="size">Size</h2>
      <Markdown>{`\`meterface.js\` has ${sizes.bundles['meterface.js, with Preact and styles'].toFixed(1)} kB gzipped, with Preact and styles. \`<meterface-billing>\` loads its own part when a page has it.`}</Markdown>
    </>
  );
}
