import { runInBrowser } from './browserworld';

const api = document.querySelector('meta[name=api]')?.getAttribute('content') ?? '';

Object.assign(window, { chaos: { run: (seed: number) => runInBrowser(seed, api) } });
