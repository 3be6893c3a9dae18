'use client';
import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect`, about which React 18 warns on a server. */
export const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;
