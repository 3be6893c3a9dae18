import { Markdown } from '@storybook/addon-docs/blocks';
import { type ReactNode, useState } from 'react';
import type { Entry } from '../../scripts/reference.js';
import { inCode, leadOf, Members } from './ApiPage';
import { entryPoints } from './book';
import { Code } from './Code';
import './docs.css';

/** Every public name by its entry point, without those of `meterface/testing`, each folded to its first sentence. */
export function ApiReference(): ReactNode {
  const [text, setText] = useState('');
  const found = entryPoints.map(({ name, entries }) => ({ name, entries: entries.filter((entry) => entry.name.toLowerCase().includes(text.trim().toLowerCase())) })).filter(({ entries }) => entries.length > 0);
  return (
    <>
      <p>Every name that Meterface exports, except those of <code>meterface/testing</code>, from the comments in its sources. <a href="api.md" target="_blank">All names as Markdown</a></p>
      <label className="book-row book-find">
        Find a name <input type="search" value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {found.map(({ name, entries }) => (
        <section key={name}>
          <h2 id={name.replaceAll('/', '-')}>{name}</h2>
          {entries.map((entry) => <Folded key={entry.name} entry={entry} />)}
        </section>
      ))}
      {found.length === 0 && <p role="status">No name contains this text.</p>}
    </>
  );
}

function Folded({ entry: { name, kind, doc, signature, members, element } }: { entry: Entry }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [lead, rest] = leadOf(doc !== '' ? doc : name.replace(/^(\w+)Props$/, 'The props of `$1`.'));
  return (
    <details className="book-entry" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary><code>{name}</code> {kind}{lead !== '' && <>. {inCode(lead)}</>}</summary>
      {isOpen && (
        <>
          <Markdown>{rest.map((text) => text.replace(/^@(\w+) ?/, '**$1** ')).join('\n\n')}</Markdown>
          {signature !== '' && <Code code={signature} />}
          {members.length > 0 && <Members label={name} members={members} />}
          {element !== null && <Markdown>{`All other props go to the root, a \`${element}\`.`}</Markdown>}
        </>
      )}
    </details>
  );
}
