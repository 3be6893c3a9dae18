'use client';
import { moduleHook } from './moduleHook';

/** The component for what a line of a bill unfolds into. */
export const useLineDetails = moduleHook(async () => (await import('./LineDetails')).LineDetails);
