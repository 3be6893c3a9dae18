import { Markdown } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';
import { guides } from './book';
import { guideTitles, pageId } from './titles';
import './docs.css';

/** A guide from docs/guides, with its links leading to other pages of this Storybook. */
export function Guide({ name }: { name: string }): ReactNode {
  return <Markdown>{linked(guides[name] ?? '')}</Markdown>;
}

/** Removes the names that blocks of code have for tests, as in "tsx quick-start". A link to an error leads to its heading; a link to any other file outside of the guides becomes its text. */
function linked(text: string): string {
  return text
    // Reports are written without table headings, which screen readers need.
    .replaceAll(/^\|(?: \|)+$/gm, (row) => row.replaceAll(' |', ' Result |').replace('Result', 'What'))
    .replaceAll(/^```(\w+) [\w-]+$/gm, '```$1')
    .replaceAll(/\[([^\]]+)\]\((?!https?:)([^)]+)\)/g, (_, label: string, target: string) => {
      const [file = ''] = target.split('#');
      const title = guideTitles[/([\w-]+)\.md$/.exec(file)?.[1] ?? ''];
      if (file.includes('errors/')) return `[${label}](#${label.replaceAll(/[`_]/g, '')})`;
      if (title === undefined) return /[/.]/.test(label) ? `\`${label}\`` : label;
      return `[${label}](?path=/docs/${pageId(`Guides/${title}`)})`;
    });
}
