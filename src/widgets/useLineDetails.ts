'use client';
import { moduleHook } from './moduleHook';

/** Loads the component that a line of a bill unfolds into. */
export const useLineDetails = moduleHook(async () => (await import('./LineDetails')).LineDetails);
