'use client';
import { moduleHook } from './moduleHook';

/** The part of `UsageHistory` that loads histories. */
export const usePeriodHistory = moduleHook(async () => (await import('./historyPart')).historyPart);
