'use client';
import { moduleHook } from './moduleHook';

/** The part of `UsageHistory` that splits its bars by the values of a metadata key. */
export const useHistoryValues = moduleHook(() => import('./historyValues'));
