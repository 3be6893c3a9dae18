import { join } from 'node:path';
import type { NextConfig } from 'next';

// ../page.css is outside of this folder. With your own style sheet, delete this file.
export default { turbopack: { root: join(import.meta.dirname, '..') } } satisfies NextConfig;
