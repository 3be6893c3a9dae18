'use client';
import { moduleHook } from './moduleHook';
import type { views } from './views';

export type Views = typeof views;

/** Loads drawings of usage other than bars, and what long lists, actions and most errors need. */
export const useViews = moduleHook(async () => (await import('./views')).views);
