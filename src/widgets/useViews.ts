'use client';
import { moduleHook } from './moduleHook';
import type { views } from './views';

export type Views = typeof views;

/** Loads the drawings of usage other than rows of bars. */
export const useViews = moduleHook(async () => (await import('./views')).views);
