'use client';
import { moduleHook } from './moduleHook';

/** The functions that write the texts to copy. */
export const useCopyTexts = moduleHook(async () => (await import('./copyTexts')).copyTexts);
