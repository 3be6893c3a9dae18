import type { MouseEvent, ReactNode } from 'react';
import { meterName } from '../components/meterName';
import { safeHref } from '../core/href';
import { useWords } from '../i18n/context';
import { topUpWords } from '../i18n/english/actions';
import type { UsageAction } from '../widgets/layout';
import { fire } from './events';

/** The action of meters whose credits run out: the page's slot `action`, else a link to `topUpUrl`. */
export function topUp(element: HTMLElement, topUpUrl: string | undefined, slot: ReactNode): UsageAction | undefined {
  const href = safeHref(topUpUrl);
  if (href === undefined && slot === undefined) return undefined;
  return ({ meter, usage }) => {
    if (usage.tone === 'neutral') return null;
    if (slot !== undefined) return slot;
    const { name } = meter.meter;
    const onClick = (event: MouseEvent) => {
      if (fire(element, 'meterface-action', { action: 'top-up', meterId: meter.meterId, name })) event.preventDefault();
    };
    return <TopUpLink name={name} href={href} onClick={onClick} />;
  };
}

function TopUpLink({ name, ...link }: { name: string; href: string | undefined; onClick: (event: MouseEvent) => void }): ReactNode {
  const { messages } = useWords(topUpWords);
  return (
    <a {...link} className="mf-button" aria-label={messages.topUpOf(meterName(name, messages))}>
      {messages.topUp}
    </a>
  );
}
