'use client';
import { moduleHook } from './moduleHook';

/** The part of `UsageHistory` that goes by calendar, and lets the customer choose the time. */
export const useHistoryTimes = moduleHook(() => import('./historyTimes'));
