'use client';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/context';
import { waitWords } from '../i18n/english/wait';
import { localeText } from '../i18n/localeText';
import { usePortal } from '../react/PortalProvider';
import type { AccountUsage } from '../react/useUsage';
import { useWait } from '../react/waits';
import { changeableOf } from './followed';
import { useReturn } from './useReturn';

/**
 * Says that a change is on its way after `expectChange()`, and that the page checks for one after the customer has come back from
 * an action. A live region that exists before its text, because screen readers announce only changes inside of it.
 */
export function OnItsWay({ meters }: Pick<AccountUsage, 'meters'>): ReactNode {
  const portal = usePortal();
  const { messages } = useWords(waitWords);
  const changeable = changeableOf(meters);
  const isChecking = useReturn(portal, changeable);
  const status = useWait(portal);
  const [last, setLast] = useState({ status, changeable });
  if (last.status !== status) setLast({ status, changeable });
  // If credits or plans change after the wait has ended, the change has arrived. Mere usage is not the change that was expected.
  const isLate = status === 'unchanged' && last.changeable === changeable;
  const text = status === 'waiting' ? messages.changeOnItsWay : isChecking ? messages.checkingForChange : isLate ? messages.changeNotSeen : '';
  return (
    <div className="mf-stale">
      <div className={text === '' ? 'mf-hint' : 'mf-hint mf-icon'} role="status">
        {text !== '' && <span key={text} {...localeText} className="mf-text">{text}</span>}
      </div>
    </div>
  );
}
