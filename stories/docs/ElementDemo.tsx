import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Unstyled } from '@storybook/addon-docs/blocks';
import { defineMeterface } from '../../src/embed';
import { createPolarSource } from '../../src/sources';
import { createDemoPolar } from '../../src/testing';
import { now } from '../clock';
import './docs.css';

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
    <Unstyled>
      <div className="book-card" data-theme="light" ref={place} />
    </Unstyled>
  );
}
