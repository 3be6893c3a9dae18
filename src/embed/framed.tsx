import type { ReactNode } from 'react';
import { LocalizationProvider } from '../i18n/LocalizationProvider';
import { PortalProvider, type PortalProviderProps } from '../react/PortalProvider';
import type { OnError } from '../react/report';
import { FailureNotice } from '../widgets/FailureNotice';
import { ThresholdEvents } from './ThresholdEvents';
import { isError, type Joined } from './groups';

interface Frame {
  signInUrl: string | undefined;
  locale: string | undefined;
  timeZone: string | undefined;
  refreshEvery: number | undefined;
  scope: string;
  onError: OnError;
  children: ReactNode;
}

/** A widget inside of the provider of its group, or a notice in its place if there is no group. */
export function framed(element: HTMLElement & { setting: (name: string) => unknown }, joined: Joined | undefined, thresholds: readonly number[] | undefined, frame: Frame): ReactNode {
  if (joined === undefined) return null;
  if (!isError(joined)) {
    const { children, ...options } = frame as Omit<PortalProviderProps, 'source'>;
    return (
      <PortalProvider {...options} key={joined.name} source={joined.source} queryClient={joined.queryClient}>
        {/* A `title` inside stops the browser from showing the heading as a tooltip. */}
        {element.setting('title') ? <div title="">{children}</div> : children}
        {thresholds && <ThresholdEvents element={element} thresholds={thresholds} />}
      </PortalProvider>
    );
  }
  const { signInUrl, locale, timeZone } = frame;
  return (
    <LocalizationProvider locale={locale} timeZone={timeZone}>
      {/* Elements have English texts, whatever the page's language. */}
      <div lang="en" dir="ltr" className="mf mf-widget">
        <FailureNotice error={joined} signInUrl={signInUrl} />
      </div>
    </LocalizationProvider>
  );
}
