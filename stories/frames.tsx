import type { Decorator } from '@storybook/react-vite';
import type { ReactNode } from 'react';

interface FrameProps {
  children: ReactNode;
  /** In CSS px. Default: as wide as the page. */
  width?: number | undefined;
}

/** A box of a given width on the host's page. */
export function Frame({ children, width }: FrameProps): ReactNode {
  return (
    <div data-testid="frame" style={{ width, maxWidth: '100%' }}>
      {children}
    </div>
  );
}

/** A frame for several components, one below the other. */
export function Stack({ children, width = 520 }: FrameProps): ReactNode {
  return (
    <Frame width={width}>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 28 }}>{children}</div>
    </Frame>
  );
}

/** Puts a story into a frame as wide as its `parameters.width`, by default 420 px. */
export const framed: Decorator = (Story, { parameters }) => (
  <Frame width={Number(parameters['width'] ?? 420)}>
    <Story />
  </Frame>
);
