import process from 'node:process';

// Not a dependency of this project: scripts/runtimes.js installs it.
const program = 'miniflare';
const { Miniflare } = await import(program);

const flare = new Miniflare({
  modules: true,
  scriptPath: 'bundle/worker.js',
  compatibilityDate: '2025-01-01',
  host: '127.0.0.1',
  port: Number(process.env['PORT']),
  bindings: { POLAR_SERVER: process.env['POLAR_SERVER'] ?? '' },
});
await flare.ready;
