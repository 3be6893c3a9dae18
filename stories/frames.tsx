import type { Decorator } from '@storybook/react-vite';
import type { ReactNode } from 'react';

interface FrameProps {
  children: ReactNode;
  /** CSS px; as wide as the page allows unless given. */
  width?: number | undefined;
}

/** A place on a host's page, of some width. */
export function Frame({ children, width }: FrameProps): ReactNode {
  return (
    <div data-testid="frame" style={{ width, maxWidth: '100%' }}>
      {children}
    </div>
  );
}

/** Several of a thing, one below the other. */
export function Stack({ children, width = 520 }: FrameProps): ReactNode {
  return (
    <Frame width={width}>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 28 }}>{children}</div>
    </Frame>
  );
}

/** Frames a story: 420 px wide, or as its `parameters.width` says. */
export const framed: Decorator = (Story, { parameters }) => (
  <Frame width={Number(parameters['width'] ?? 420)}>
    <Story />
  </Frame>
);
