import { type ComponentPropsWithoutRef, createElement, type ReactNode } from 'react';

/** A heading of a level; levels below 1 and above 6 are clamped. */
export function Heading({ level, ...rest }: ComponentPropsWithoutRef<'h2'> & { level: number }): ReactNode {
  return createElement(`h${Math.min(Math.max(level, 1), 6)}`, rest);
}
