import { Source } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';

/** Code in the reader's color scheme, which the theme of the pages follows, too. */
export function Code({ code, language = 'tsx' }: { code: string; language?: 'tsx' | 'json' | 'html' | 'bash' }): ReactNode {
  return <Source language={language} code={code} dark={matchMedia('(prefers-color-scheme: dark)').matches} />;
}
