import { Markdown, Title, Unstyled } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';
import { importedFrom } from '../../test/support/shown';
import type { Entry, Member } from '../../scripts/reference.js';
import sizes from '../../docs/sizes.json';
import { about } from './about';
import { entryPoints, examples } from './book';
import { Code } from './Code';
import { excerpt } from './excerpt';
import './docs.css';

/** A page about one public component, hook or element, from its TSDoc. `children` show it live. */
export function ApiPage({ name, title = name, children }: { name: string; title?: string; children?: ReactNode }): ReactNode {
  return (
    <>
      <Title>{title}</Title>
      <Lead name={name} />
      {children}
      <Facts name={name} />
    </>
  );
}

/** What it is, and when to choose it. */
export function Lead({ name }: { name: string }): ReactNode {
  const [lead, rest] = leadOf(entryOf(name)?.doc ?? '');
  const { use, not } = about[name] ?? {};
  return (
    <>
      {lead !== '' && <p className="book-lead">{inCode(lead)}</p>}
      <Markdown>{rest.filter((text) => !text.startsWith('@')).join('\n\n')}</Markdown>
      {use !== undefined && <Markdown>{`**Use it for:** ${use}\n\n**Not for:** ${not}`}</Markdown>}
    </>
  );
}

/** Code, props, accessibility, styles and size. */
export function Facts({ name }: { name: string }): ReactNode {
  const entry = entryOf(name);
  const example = exampleOf(name);
  const { reader, css } = about[name] ?? {};
  const tags = paragraphs(entry?.doc ?? '').filter((text) => text.startsWith('@throws'));
  const [, resultName = '', argument] = (entry?.kind === 'hook' && /: (?:UseQueryResult<)?(\w+)(?:<(\w+)>)?/.exec(entry.signature.split(')').at(-1) ?? '')) || [];
  const result = entryOf(resultName);
  const size = (sizes.each as Record<string, number>)[name];
  return (
    <>
      {example !== undefined && <Section title="In your code"><Code code={example} /></Section>}
      {entry?.kind === 'hook' && <Section title="Signature"><Code code={entry.signature} /></Section>}
      {entry !== undefined && entry.members.length > 0 && (
        <Section title="Props">
          <Members label="Props" members={entry.members} />
          {entry.element !== null && <Markdown>{`All other props go to the root, a \`${entry.element}\`: \`id\`, \`data-…\`, event handlers. \`className\` is merged${takesRef(entry) ? ', and `ref` is forwarded' : ''}.`}</Markdown>}
        </Section>
      )}
      {result !== undefined && result.members.length > 0 && <Section title={`Returns: ${result.name}`}><Members label="Fields" members={result.members.map((member) => ({ ...member, type: /^[A-Z]$/.test(member.type) ? (argument ?? member.type) : member.type, isOptional: true }))} /></Section>}
      {tags.length > 0 && <Section title="Errors"><Markdown>{tags.map((text) => `- ${text.replace('@throws ', '')}`).join('\n')}</Markdown></Section>}
      {reader !== undefined && <Section title="Accessibility"><Markdown>{reader}</Markdown></Section>}
      {css !== undefined && (
        <Section title="Styles">
          <Markdown>{`Custom properties: ${css.map((property) => `\`${property}\``).join(', ')}. \`data-mf-scheme\` on it or around it chooses light or dark. [Theming](?path=/docs/guides-theming--docs) explains them.`}</Markdown>
        </Section>
      )}
      {size !== undefined && (
        <Section title="Size">
          <Markdown>{`${size.toFixed(1)} kB gzipped, ${entry?.kind === 'hook' ? 'with TanStack Query, ' : ''}if your page uses nothing else from Meterface. React is not included. Parts that you use together share most of their code, so their sizes don't add up.`}</Markdown>
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <>
      <h2 id={title.toLowerCase().replaceAll(/\W+/g, '-')}>{title}</h2>
      {children}
    </>
  );
}

/** A table of props, fields, attributes or events. */
export function Members({ members, label }: { members: readonly Member[]; label: string }): ReactNode {
  return (
    <Unstyled>
      <table className="book-table" aria-label={label}>
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr>
        </thead>
        <tbody>
          {members.map(({ name, type, isOptional, doc }) => (
            <tr key={name}>
              <th scope="row"><code className="book-name">{name}</code>{!isOptional && <span className="book-required"> required</span>}</th>
              <td><code>{type}</code></td>
              <td>{paragraphs(doc).map((text) => <p key={text}>{inCode(text.replace(/^@param (\w+) /, '`$1`: '))}</p>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Unstyled>
  );
}

/** The first sentence of a comment, and the paragraphs after it. */
export function leadOf(doc: string): [lead: string, rest: string[]] {
  const [first = '', ...others] = paragraphs(doc);
  const [lead, more] = firstSentence(first);
  return [lead, [more, ...others].filter((text) => text !== '')];
}

/** Sets what is between backticks in code. */
export function inCode(text: string): ReactNode[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

/** Only a component made by `forwardRef` takes a ref in every version of React. Others are functions, which have a signature. */
function takesRef({ signature }: Entry): boolean {
  return signature === '';
}

function entryOf(name: string): Entry | undefined {
  return entryPoints.flatMap(({ entries }) => entries).find((entry) => entry.name === name);
}

/** The tested example that imports a name and the fewest others. */
function exampleOf(name: string): string | undefined {
  const found = examples.filter(({ code }) => ['meterface', 'meterface/embed'].some((from) => importedFrom(from, code).some((imported) => imported.replace('type ', '') === name)));
  const weight = (code: string) => importedFrom('meterface', code).length * 1000 + code.length;
  const [best] = found.map(({ code }) => excerpt(code, name)).toSorted((one, other) => weight(one) - weight(other));
  return best;
}

/** Splits a paragraph after its first sentence. */
function firstSentence(text: string): [string, string] {
  const [, first = text, rest = ''] = /^([\s\S]*?[.:])\s+(?=[A-Z`])([\s\S]*)$/.exec(text) ?? [];
  return [first, rest];
}

function paragraphs(doc: string): string[] {
  return doc.split('\n\n').filter((text) => text !== '');
}
