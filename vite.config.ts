import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, ResolvedConfig } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { contextOptions, launchOptions } from './scripts/chromium.js';
import { reexports } from './scripts/reexports.js';
import { unfold } from './scripts/unfold.js';
import { readme } from './test/support/readme.js';

/** Tests that need a DOM. They run with React 19 and again with React 18. The others run in plain Node, or open a browser. */
const drawing = ['{test,quality}/!(hosts|browsers)/**/*.test.tsx', 'test/*.test.tsx', 'test/{components,embed,i18n,react,widgets}/**/*.test.ts'];
/** These files load the library twice, or hold back a part of it. Files that share a window share what is loaded: elements of one copy would meet classes of the other. */
const alone = ['test/faults/elements.test.tsx', 'test/faults/lifecycle.test.tsx', 'test/widgets/errorNotice.test.tsx', 'test/widgets/historyParts.test.tsx'];
/** Tests that take minutes, or that few changes can break: `npm run test:all` runs them. */
const long = {
  unit: ['test/**/*.long.test.ts', 'test/contract/**/*.test.ts', 'test/sources/betterAuthPlugin*.test.ts', 'quality/fuzz/**/*.test.ts'],
  drawing: ['quality/**/*.test.tsx'],
};
/** Tests with random cases: `npm run test:all` tries many more of them. */
const random = {
  unit: ['test/{core/explain,core/bill*,core/{budget,exports,historyViews,offers,overlay,thresholds},server/hostile,testing/chargeOracle}.test.ts'],
  drawing: ['test/components/randomProps.test.tsx', 'test/faults/lifecycle.test.tsx'],
};
/** Read by test/support/cases.ts. */
const manyCases = { METERFACE_LONG: 'true' };
/** A few tests of pages. `npm run test:all` runs the others. */
const pages = ['test/page/{storefront,usage}.test.ts'];
/** Marks stories that `npm run test:all` runs. */
const longTag = 'long';
/** A folder with other versions of the peers, installed by `npm run test:versions`. */
const versions = process.env['METERFACE_VERSIONS'];
/** A folder with other frameworks, installed by scripts/frameworks.js. */
const frameworks = process.env['METERFACE_FRAMEWORKS'];
/** A folder for reports that scripts/count.js reads. Every run of Vitest writes a report of its own there. */
const reports = process.env['METERFACE_REPORTS'];
/** Tests often wait for a timer or a browser, so one worker more than there are cores keeps them all busy. */
const maxWorkers = availableParallelism() + 1;

export default defineConfig({
  plugins: [styles(), directives(), reexports()],
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    // For the style sheet in the elements' bundle; styles.css is emitted unminified. Nothing is compiled for older browsers.
    cssMinify: true,
    cssTarget: 'esnext',
    lib: { entry: entries(), formats: ['es'] },
    rolldownOptions: {
      external: /^(react|react-dom|@tanstack\/react-query|zod)($|\/)/,
      // One output file per source file, because 'use client' applies to a whole file, and so that hosts' bundlers can drop unused files.
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      // Silences the warning that directives may get lost: `directives()` below checks that none is.
      onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
    },
  },
  test: {
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    maxWorkers,
    ...(reports !== undefined && { reporters: ['default', 'json'], outputFile: { json: join(reports, `${process.pid}.json`) } }),
    setupFiles: ['test/support/date.ts', ...(process.env['METERFACE_ZONE_READERS'] === undefined ? [] : ['test/support/zone.ts'])],
    // Long enough for a machine that is busy with something else; a test that hangs still fails.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      node('unit', { include: ['{test,quality}/**/*.test.ts'], exclude: [...drawing, ...long.unit, 'test/{page,browsers,frameworks}/**', 'quality/soak/**', '**/node_modules/**'] }),
      // React's production build renders 200,000 bills in half the time. Nothing here tests its warnings.
      {
        ...node('long-unit', { include: [...long.unit, ...random.unit], env: { ...manyCases, NODE_ENV: 'production' } }),
        oxc: { jsx: { runtime: 'automatic', development: false } },
      },
      ...drawn('react19', { test: { exclude: long.drawing } }),
      ...drawn('long-react19', { test: { include: [...long.drawing, ...random.drawing], env: manyCases } }),
      ...drawn('react18', peersFrom(path('test/react18'), manyCases)),
      ...(versions === undefined ? [] : drawn('versions', peersFrom(versions))),
      // Browsers run beside everything else: part of their time is waiting.
      paged('page', { include: pages }),
      paged('long-page', { include: ['test/page/**/*.test.ts', 'test/hosts/*.test.tsx', 'quality/soak/*.test.ts'], exclude: [...pages, '**/node_modules/**'] }),
      // Firefox and WebKit, which `npm run test:world` finds or installs.
      { extends: true, test: { name: 'browsers', include: ['test/browsers/*.test.{ts,tsx}'], testTimeout: 120_000, hookTimeout: 120_000 } },
      ...(frameworks === undefined ? [] : [paged('frameworks', { include: ['test/frameworks/*.test.ts'] })]),
      storied('storybook', { exclude: [longTag] }),
      storied('long-storybook', { include: [longTag] }),
    ],
  },
});

/** A project of tests that need no DOM. */
function node(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return { extends: true, test: { name, setupFiles: ['test/support/node.ts'], isolate: false, ...test } };
}

/** The projects that draw with one version of React: most files share a window, the others have one each. */
function drawn(name: string, { test, ...config }: TestProjectInlineConfiguration): TestProjectInlineConfiguration[] {
  const shared = { plugins: [readme()], ...config, extends: true as const };
  const options = { environment: 'jsdom', setupFiles: ['test/support/setup.ts'], include: drawing, ...test };
  const isIncluded = (file: string) => options.include === drawing || options.include.includes(file);
  return [
    { ...shared, test: { ...options, name, exclude: [...alone, ...(test?.exclude ?? []), '**/node_modules/**'], isolate: false } },
    { ...shared, test: { ...options, name: `${name}-alone`, include: alone.filter(isIncluded) } },
  ];
}

/** Resolves a peer to the version installed in a folder, or to the project's own if the folder lacks it. */
function peersFrom(folder: string, env: Record<string, string> = {}): TestProjectInlineConfiguration {
  const installed = ['react', 'react-dom', '@tanstack/react-query'].filter((name) => existsSync(join(folder, 'node_modules', name)));
  return {
    resolve: {
      mainFields: ['module', 'main'],
      alias: [{ find: new RegExp(`^(${installed.join('|')})($|/.*$)`), replacement: `${folder}/node_modules/$1$2` }],
    },
    // Inlined, because an alias reaches only what Vitest transforms; all of Testing Library, so that there is one copy of it.
    test: { env, server: { deps: { inline: [/@testing-library\//, /@tanstack\//] } } },
  };
}

/** A project of pages in a browser of its own. */
function paged(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return { extends: true, test: { name, globalSetup: 'test/page/setup.ts', testTimeout: 120_000, hookTimeout: 120_000, ...test } };
}

/** A project of stories, which run as tests in Chromium. */
function storied(name: string, tags: { include?: string[]; exclude?: string[] }): TestProjectInlineConfiguration {
  return {
    plugins: [storybookTest({ configDir: path('.storybook'), tags })],
    test: {
      name,
      maxWorkers,
      testTimeout: 60_000,
      // Files share a page, because each new one would load Storybook again.
      isolate: false,
      browser: {
        enabled: true,
        headless: true,
        // One page for all files: each further page would load Storybook and compile its scripts again, while the other projects keep the cores busy.
        fileParallelism: false,
        provider: playwright({ launchOptions: launchOptions(), contextOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** The modules that package.json exports, so that the list of published modules is in one place. */
function entries(): Record<string, string> {
  const { exports } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { exports: Record<string, string | { default: string }> };
  const names = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [] : (/^\.\/dist\/(.+)\.js$/.exec(target.default)?.[1] ?? [])));
  return Object.fromEntries(names.map((name) => [name, path(existsSync(path(`src/${name}.tsx`)) ? `src/${name}.tsx` : `src/${name}.ts`)]));
}

/** `dist/styles.css`, `dist/styles.layered.css` and `dist/themes.css`. */
function styles(): Plugin {
  const sheets = { 'styles.css': path('src/styles/index.css'), 'styles.layered.css': path('src/styles/layered.css'), 'themes.css': path('src/styles/themes.css') };
  let config: ResolvedConfig;
  return {
    name: 'meterface:styles',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      for (const [fileName, file] of Object.entries(sheets)) {
        const source = await unfold(file, config);
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

/** Fails the build when a file that begins with 'use client' comes out without it: React would then run it on the server. */
function directives(): Plugin {
  const directive = /^(['"])use client\1/;
  return {
    name: 'meterface:directives',
    apply: 'build',
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        // Skips style sheets imported as text (`?inline`): their module name is not the name of a file.
        if (chunk.type !== 'chunk' || !chunk.facadeModuleId?.startsWith(path('src')) || !/\.tsx?$/.test(chunk.facadeModuleId)) continue;
        const source = await readFile(chunk.facadeModuleId, 'utf8');
        if (directive.test(source) !== directive.test(chunk.code)) this.error(`${chunk.fileName} and its source differ about 'use client'.`);
      }
    },
  };
}
