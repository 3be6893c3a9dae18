'use client';
import { moduleHook } from './moduleHook';
import type { views } from './views';

export type Views = typeof views;

/** Loads what only some pages need of `Usage` and of errors: see `views`. */
export const useViews = moduleHook(async () => (await import('./views')).views);
