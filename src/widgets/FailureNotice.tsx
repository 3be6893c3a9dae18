'use client';
import type { ReactNode } from 'react';
import type { ErrorNoticeProps } from '../components/Notice';
import { useErrorNotice } from './useErrorNotice';

/** The notice of an error in a place of its own, and a skeleton until it's there. */
export function FailureNotice({ skeleton, ...props }: ErrorNoticeProps & { skeleton?: ReactNode }): ReactNode {
  return useErrorNotice(props.error)?.(props) ?? skeleton;
}
