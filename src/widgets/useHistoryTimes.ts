'use client';
import { moduleHook } from './moduleHook';

/** Loads the part of `UsageHistory` with the calendar views and the choice of time. */
export const useHistoryTimes = moduleHook(() => import('./historyTimes'));
