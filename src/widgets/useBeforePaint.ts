'use client';
import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect` in a browser. On a server, React 18 would warn about it. */
export const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;
