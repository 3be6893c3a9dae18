'use client';
import { moduleHook } from './moduleHook';

/** Loads the functions that write the texts to copy. */
export const useCopyTexts = moduleHook(async () => (await import('./copyTexts')).copyTexts);
