import type { Preview } from '@storybook/react-vite';
import { lazy, type ReactNode, Suspense, useLayoutEffect } from 'react';
import { configure } from 'storybook/test';
import { LocalizationContext } from '../src/i18n/context';
import { localize } from '../src/i18n/localize';
import { customers, faults } from '../stories/choices';
import { now, setDate } from '../stories/clock';
import { withoutRawObjects } from './controls';
import { themeFor } from './theme';
import '../src/styles/index.css';
import './preview.css';

/** Set by Storybook's plugin for Vitest. */
const isTest = import.meta.env?.['VITEST_STORYBOOK'] !== undefined;

// Default: one second, which a busy machine may need for one render.
configure({ asyncUtilTimeout: 15_000 });

interface PageProps {
  children: ReactNode;
  theme: string;
  direction: string;
  locale: string;
}

/** The host page around a story, with the settings of the toolbar. */
function Page({ children, theme, direction, locale }: PageProps) {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = theme;
    root.dir = direction;
    root.lang = locale;
  }, [theme, direction, locale]);
  return <Words locale={locale}>{children}</Words>;
}

/** One of several stories on a documentation page. Its settings must not reach the others. */
function Part({ children, theme, direction, locale }: PageProps) {
  return (
    <div className="book-part" data-theme={theme} dir={direction} lang={locale}>
      <Words locale={locale}>{children}</Words>
    </div>
  );
}

function Words({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocalizationContext.Provider value={localize({ locale })}>{children}</LocalizationContext.Provider>;
}

/** Loaded only for documentation pages: tests of stories need none of it. */
const ComponentPage = lazy(async () => ({ default: (await import('../stories/docs/ComponentPage')).ComponentPage }));

function DocumentationPage() {
  return (
    <Suspense>
      <ComponentPage />
    </Suspense>
  );
}

/** Runs after every story: tokens exist in closures only, never in the page or its storage. */
function holdsNoToken(): void {
  const kept = [document.documentElement.outerHTML, ...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie];
  if (/polar_(?:oat|cst|mst)_[\w-]{6,}/.test(kept.join('\n'))) throw new Error('The page or its storage contains a token.');
}

const preview: Preview = {
  tags: ['autodocs'],
  argTypesEnhancers: [withoutRawObjects],
  beforeEach: () => setDate(now.getTime()),
  afterEach: holdsNoToken,
  decorators: [
    (Story, { globals, viewMode }) => {
      const Around = viewMode === 'docs' ? Part : Page;
      return (
        <Around theme={String(globals['theme'])} direction={String(globals['direction'])} locale={String(globals['locale'])}>
          <Story />
        </Around>
      );
    },
  ],
  initialGlobals: { theme: 'light', direction: 'ltr', locale: 'en', customer: 'story', fault: 'ok' },
  globalTypes: {
    theme: choice('Theme', 'contrast', { light: 'Light', dark: 'Dark' }),
    direction: choice('Direction', 'transfer', { ltr: 'Left to right', rtl: 'Right to left' }),
    locale: choice('Language', 'globe', { en: 'English', de: 'Deutsch', fr: 'Français', ar: 'العربية' }),
    customer: choice('Customer', 'user', customers),
    fault: choice('Fault', 'lightningoff', faults),
  },
  parameters: {
    // The panel in a browser also lists what passes. Tests read only what fails.
    a11y: { test: 'error', ...(isTest && { options: { resultTypes: ['violations', 'incomplete'] } }) },
    backgrounds: { disabled: true },
    docs: { codePanel: true, page: DocumentationPage, theme: themeFor(matchMedia('(prefers-color-scheme: dark)').matches), toc: { headingSelector: 'h2', ignoreSelector: '.book-card *, .book-part *' } },
    layout: 'padded',
    options: {
      // Storybook reads this without running it, so it names no variable.
      storySort: {
        method: 'alphabetical',
        order: [
          'Start', ['Meterface', 'Try it with your data'],
          'Guides', [
            'Overview',
            'Quick start: Vite',
            'Quick start: Next.js',
            'Quick start: React Router',
            'Quick start: better-auth',
            'Quick start: Hono or Express',
            'Quick start: no framework', 'WordPress, Webflow, Framer and Shopify',
            'Kinds and states',
            'Balances and credits',
            'Amounts and receipts',
            'The next charge and the two clocks',
            'Budgets, alerts and past usage',
            'Hooks and your own layout',
            'Components',
            'Other sources',
            'Theming',
            'Language and time zones',
            'Testing your page',
            'Accessibility',
            'Security',
            'Reliability, in figures',
            'Known limits',
            'Errors by code',
            'API reference',
            'Answers',
            'From a page of your own',
            'From better-auth-ui',
          ],
          'Widgets', ['Usage', 'Usage, layouts', 'Billing', 'Credits'],
          'Components', ['UsageBar', 'UsageRing', 'UsageNumber', 'UsageStack', 'UsageHistory', 'Balance', 'AmountDue', 'BillSummary', 'Receipt', 'Projection', 'WhatIf', 'CreditSources', 'WalletBalance', 'Notice'],
          'Hooks', ['useUsage', 'useBills', 'useCredits'],
          'Elements',
          'States', ['Side by side'],
          'Host pages',
          'Faults',
          'Polar objects',
        ],
      },
    },
    viewport: { options: Object.fromEntries([240, 320, 760, 1200].map(width)) },
  },
};

export default preview;

function choice(title: string, icon: 'contrast' | 'transfer' | 'globe' | 'user' | 'lightningoff', names: Record<string, string>) {
  const items = Object.entries(names).map(([value, name]) => ({ value, title: name }));
  return { description: title, toolbar: { title, icon, items, dynamicTitle: true } };
}

function width(pixels: number) {
  return [`w${pixels}`, { name: `${pixels} px`, styles: { width: `${pixels}px`, height: '900px' } }];
}
