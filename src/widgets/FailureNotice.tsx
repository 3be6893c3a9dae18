'use client';
import type { ReactNode } from 'react';
import type { ErrorNoticeProps } from '../components/Notice';
import { useErrorNotice } from './useErrorNotice';

/** The notice of an error. If a `skeleton` is given, it is shown while the words download, for up to three seconds. */
export function FailureNotice({ skeleton, ...props }: ErrorNoticeProps & { skeleton?: ReactNode }): ReactNode {
  return useErrorNotice(props.error, skeleton !== undefined)?.(props) ?? skeleton;
}
