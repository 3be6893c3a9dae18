'use client';
import { moduleHook } from './moduleHook';

/** Loads the part of `UsageHistory` that splits bars by the values of a metadata key. */
export const useHistoryValues = moduleHook(() => import('./breakdown'));
