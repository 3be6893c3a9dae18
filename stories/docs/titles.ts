/** The titles of the guides in docs/guides, by file, in the order of the sidebar. */
export const guideTitles: Readonly<Record<string, string>> = {
  overview: 'Overview',
  'quick-start-vite': 'Quick start: Vite',
  'quick-start-next': 'Quick start: Next.js',
  'quick-start-react-router': 'Quick start: React Router',
  'quick-start-better-auth': 'Quick start: better-auth',
  'quick-start-server': 'Quick start: Hono or Express',
  'quick-start-html': 'Quick start: no framework',
  shops: 'WordPress, Webflow, Framer and Shopify',
  meters: 'Kinds and states',
  credits: 'Balances and credits',
  amounts: 'Amounts and receipts',
  dates: 'The next charge and the two clocks',
  budgets: 'Budgets, alerts and past usage',
  hooks: 'Hooks and your own layout',
  components: 'Components',
  sources: 'Other sources',
  theming: 'Theming',
  language: 'Language and time zones',
  testing: 'Testing your page',
  accessibility: 'Accessibility',
  security: 'Security',
  reliability: 'Reliability, in figures',
  limits: 'Known limits',
  errors: 'Errors by code',
  api: 'API reference',
  answers: 'Answers',
  'migrate-page': 'From a page of your own',
  'migrate-better-auth-ui': 'From better-auth-ui',
};

/** The id that Storybook gives to a page, such as "guides-quick-start-next-js--docs". */
export function pageId(title: string): string {
  return `${title.toLowerCase().replaceAll(/[^a-z\d]+/g, '-').replaceAll(/^-|-$/g, '')}--docs`;
}
