'use client';
import type { ReactNode } from 'react';
import type { ErrorNoticeProps } from '../components/Notice';
import { useErrorNotice } from './useErrorNotice';

/** The notice of an error in a place of its own. With a skeleton, that stands there until the words have been downloaded. */
export function FailureNotice({ skeleton, ...props }: ErrorNoticeProps & { skeleton?: ReactNode }): ReactNode {
  return useErrorNotice(props.error, skeleton !== undefined)?.(props) ?? skeleton;
}
