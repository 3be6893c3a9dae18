import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const folder = join(import.meta.dirname, '../storybook-static');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };

/** The ids of all stories of the built Storybook. */
export function storyIds() {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  return Object.values(entries).flatMap(({ id, type }) => (type === 'story' ? [String(id)] : []));
}

/** Serves the built Storybook on a free port. */
export async function serveStorybook() {
  if (!existsSync(join(folder, 'index.json'))) throw new Error('The folder storybook-static is missing. Run `npm run build-storybook` first.');
  const files = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    if (!path.startsWith(folder) || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    // The names of these files contain their hash.
    const age = path.includes('/assets/') ? 31_536_000 : 0;
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'cache-control': `max-age=${age}` });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => files.listen(0, 'localhost', () => resolve(undefined)));
  return files;
}
