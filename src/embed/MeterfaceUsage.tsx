import type { MouseEvent, ReactNode } from 'react';
import { safeHref } from '../core/href';
import { displayName } from '../core/format';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/usage';
import { Usage } from '../widgets/Usage';
import type { UsageAction } from '../widgets/layout';
import { MeterfaceElement } from './MeterfaceElement';
import { usageQueries } from './prefetch';

/** The meter whose "Top up" link was clicked. */
export interface TopUp {
  meterId: string;
  name: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'meterface-usage': MeterfaceUsage;
  }
  interface HTMLElementEventMap {
    /** The customer has clicked "Top up". Cancel the event to open a dialog of your own instead of `top-up-url`. It doesn't bubble. */
    'meterface-top-up': CustomEvent<TopUp>;
  }
}

/** `<meterface-usage>`: the widget `Usage` for pages without React. */
export class MeterfaceUsage extends MeterfaceElement {
  constructor() {
    super(Usage, usageQueries);
  }

  protected override content(): ReactNode {
    return <Usage action={this.#action} />;
  }

  /** The attribute `top-up-url` adds a link to meters whose credits run out. */
  readonly #action: UsageAction = ({ meter, usage }) => {
    const href = safeHref(this.getAttribute('top-up-url'));
    if (href === undefined || usage.tone === 'neutral') return null;
    const detail = { meterId: meter.meterId, name: meter.meter.name };
    const onClick = (event: MouseEvent) => {
      if (!this.dispatchEvent(new CustomEvent<TopUp>('meterface-top-up', { detail, cancelable: true }))) event.preventDefault();
    };
    return <TopUpLink name={displayName(detail.name)} href={href} onClick={onClick} />;
  };
}

function TopUpLink({ name, ...link }: { name: string; href: string; onClick: (event: MouseEvent) => void }): ReactNode {
  const { messages } = useWords(listWords);
  return (
    <a {...link} className="mf-button" aria-label={messages.topUpOf(name)}>
      {messages.topUp}
    </a>
  );
}
