'use client';
import { moduleHook } from './moduleHook';

/** Loads the part of `UsageHistory` that requests histories. */
export const usePeriodHistory = moduleHook(() => import('./PeriodHistory'));
