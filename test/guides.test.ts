import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import sizes from '../docs/sizes.json';
import { guideTitles, pageId } from '../stories/docs/titles';
import { documents } from '../scripts/llms.js';
import { vocabulary } from '../scripts/manifest.js';
import { reference } from '../scripts/reference.js';
import { attributeOf } from '../src/embed/settings';
import { findProxyRoute, type ProxyRoute } from '../src/server/routes';
import { texts } from './support/readme.js';

const root = resolve(import.meta.dirname, '..');
const storyFiles = readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mdx'));

describe('the guides', () => {
  it('compile: every block of TypeScript in README.md and docs/guides', () => {
    const cache = join(root, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'guides-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const paths = { meterface: [join(root, 'src/index.ts')], 'meterface/embed/define': [join(root, 'src/embed/define.ts')], 'meterface/*.css': [join(root, 'test/support/frameworks.d.ts')], 'meterface/*': [join(root, 'src/*/index.ts')] };
    const files = texts().flatMap(({ file, text }) =>
      [...text.matchAll(/^```(tsx?)(?: [\w-]+)?\n([\s\S]*?)^```$/gm)].map(([, language, code = ''], index) => {
        const name = `${file.replaceAll(/\W+/g, '-')}-${index}.${language}`;
        // README leaves the login to the host without importing it.
        writeFileSync(join(folder, name), code.includes('signedInUser') && !code.includes("from './session'") ? `import { signedInUser } from './session';\n${code}` : code);
        return name;
      }),
    );
    writeFileSync(join(folder, 'session.ts'), 'export async function signedInUser(_?: Request): Promise<{ id: string }> {\n  return { id: "ada" };\n}\n');
    writeFileSync(join(folder, 'auth.ts'), 'export const auth = { api: { getSession: async (_: { headers: Headers }): Promise<{ user: { id: string } } | null> => null } };\n');
    const compilerOptions = { noEmit: true, allowJs: false, noUnusedLocals: false, noUnusedParameters: false, paths, types: ['node', 'vite/client'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts', '*.tsx', join(root, 'test/support/frameworks.d.ts')], exclude: [] }));
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('');
    expect(files.length).toBeGreaterThan(30);
  });

  it('each have a page in Storybook', () => {
    const written = texts().map(({ file }) => file).filter((file) => file !== 'README.md').map((file) => file.slice('docs/guides/'.length, -'.md'.length));
    expect([...written, 'api', 'errors', 'limits', 'reliability'].toSorted()).toEqual(Object.keys(guideTitles).toSorted());
    for (const [name, title] of Object.entries(guideTitles)) expect(readFileSync(join(root, 'stories/guides', `${name}.mdx`), 'utf8')).toContain(`<Meta title="Guides/${title}" />`);
  });

  it('are in the sidebar in the order of stories/docs/titles.ts', () => {
    const preview = readFileSync(join(root, '.storybook/preview.tsx'), 'utf8');
    const listed = /'Guides', \[([^\]]*)\]/.exec(preview)?.[1] ?? '';
    expect([...listed.matchAll(/'([^']+)'/g)].map(([, title]) => title)).toEqual(Object.values(guideTitles));
  });

  it('link to no missing file', () => {
    const broken = texts().flatMap(({ file, text }) =>
      [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target).filter((target) => !existsSync(join(root, dirname(file), target))).map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('name every attribute, event, slot and part of the custom elements', () => {
    const text = readFileSync(join(root, 'docs/guides/quick-start-html.md'), 'utf8');
    const { settings, events, slots, parts } = vocabulary();
    const names = [...Object.keys(settings).map(attributeOf), ...Object.keys(events), ...Object.keys(slots), ...Object.keys(parts)];
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('name the data attributes of every component', () => {
    const text = documents()['llms-full.txt'] ?? '';
    const known = [...text.matchAll(/^### (\w+)\n\n\*component\*\n\n([\s\S]*?)(?=^[-#])/gm)].flatMap(([, name = '', section = '']) => Array.from(section.matchAll(/`(data-[a-z]+)/g), ([, attribute = '']) => `${name} ${attribute}`));
    let names: string[] = [];
    const table = readFileSync(join(root, 'docs/guides/components.md'), 'utf8').matchAll(/^\| ?(.*?) ?\| `(data-[a-z]+)` \|/gm);
    const listed = [...table].flatMap(([, cell = '', attribute = '']) => {
      // A cell that is empty repeats the one above it.
      names = cell === '' ? names : Array.from(cell.matchAll(/\w+/g), ([name]) => name);
      return names.map((name) => `${name} ${attribute}`);
    });
    expect(known.length).toBeGreaterThan(15);
    expect([...new Set(known)].filter((one) => !listed.includes(one))).toEqual([]);
  });

  it('name the components that forward no ref', () => {
    const named = /All but (.+) forward their ref/.exec(readFileSync(join(root, 'docs/guides/components.md'), 'utf8'))?.[1]?.match(/\w+(?=`)/g) ?? [];
    // Only a component that forwards its ref is made by a call, which has no signature.
    const functions = reference().flatMap(({ entries }) => entries).filter(({ kind, element, signature }) => kind === 'component' && element !== null && signature !== '');
    expect(named.toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
  });

  it('name every custom property and theme of the style sheets', () => {
    const text = readFileSync(join(root, 'docs/guides/theming.md'), 'utf8');
    const styles = readdirSync(join(root, 'src/styles')).filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(root, 'src/styles', file), 'utf8')).join('\n');
    const properties = [...new Set(styles.match(/--mf-[a-z-]+/g))];
    const themes = [...new Set(Array.from(styles.matchAll(/data-mf-theme='(\w+)'/g), ([, name = '']) => name))];
    expect(Math.min(properties.length - 8, themes.length - 2)).toBeGreaterThan(0);
    expect(properties.filter((name) => !text.includes(`${name}:`))).toEqual([]);
    expect(themes.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
    expect(Array.from(styles.matchAll(/data-mf-scheme='(\w+)'/g), ([, name = '']) => name).filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  });

  it('name in the security guide everything that the proxy reads', () => {
    const text = readFileSync(join(root, 'docs/guides/security.md'), 'utf8');
    const named = [...text.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
    const id = '00000000-0000-4000-8000-000000000000';
    const reads = (path: string) => findProxyRoute(`/api/${path}`, '/api') !== undefined;
    const resources = named.filter((name) => reads(name));
    const parts = named.filter((name) => resources.some((resource) => reads(`${resource}/${id}/${name}`)));
    // Complete, because the types of routes demand each name. Polar's organizations are read as products.
    const all: Record<ProxyRoute['resource'], string> = { 'benefit-grants': 'benefit-grants', meters: 'meters', orders: 'orders', organizations: 'products', subscriptions: 'subscriptions', wallets: 'wallets' };
    const below: Record<NonNullable<ProxyRoute['part']>, true> = { breakdown: true, 'charge-preview': true, history: true };
    expect([resources.toSorted(), parts.toSorted()]).toEqual([Object.values(all), Object.keys(below)]);
  });

  it('name the sizes that were measured', () => {
    const named = (file: string, words: RegExp) => Number(words.exec(readFileSync(join(root, file), 'utf8'))?.[1]);
    const { bundles } = sizes;
    const pairs = [
      [named('README.md', /`<Usage \/>` adds (\d+) kB/), bundles['PortalProvider + createPolarSource + Usage, with TanStack Query']],
      [named('README.md', /`<UsageBar \/>` adds (\d+) kB/), bundles.UsageBar],
      [named('docs/guides/quick-start-html.md', /`meterface\.js` \((\d+) kB/), bundles['meterface.js, with Preact and styles']],
    ] as const;
    for (const [said, measured] of pairs) expect(Math.abs(said - measured)).toBeLessThan(1);
  });

  it('exist wherever a page of Storybook links to one', () => {
    const known = new Set(Object.values(guideTitles).map((title) => pageId(`Guides/${title}`)));
    const links = storyFiles.flatMap((file) => [...readFileSync(join(root, 'stories', file), 'utf8').matchAll(/\?path=\/docs\/(guides-[\w-]+)/g)].map(([, id = '']) => id));
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('the documents for assistants', () => {
  const files = documents();

  it('list every guide once, with its title', () => {
    const list = files['llms.txt'] ?? '';
    for (const { file, text } of texts()) {
      const name = file === 'README.md' ? file : file.slice('docs/'.length);
      expect(list.split(`](${name})`)).toHaveLength(2);
      expect(list).toContain(`[${/^# (.+)$/m.exec(text)?.[1]}]`);
    }
  });

  it('have no relative link but to each other and to headings that exist', () => {
    const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '');
    const anchorsOf = (text = '') => Array.from(withoutCode(text).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-'));
    let count = 0;
    const broken = Object.entries(files).flatMap(([name, text]) =>
      [...withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].flatMap(([, link = '', attribute]) => {
        count += 1;
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? name : posix.join(posix.dirname(name), path);
        const isFound = attribute === undefined && files[file] !== undefined && (anchor === undefined || anchorsOf(files[file]).includes(anchor));
        return isFound ? [] : [`${name}: ${attribute ?? link}`];
      }),
    );
    expect(count).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  it('contain the API and the guides in one file', () => {
    const all = files['llms-full.txt'] ?? '';
    for (const text of ['### UsageBar', '### createPortalHandler', '- `layout?:', '# Quick start: Next.js', '# Answers']) expect(all).toContain(text);
    expect(all).not.toContain('[object');
  });
});
