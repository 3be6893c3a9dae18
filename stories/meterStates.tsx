import type { ComponentType } from 'react';
import { expect, within } from 'storybook/test';
import type { UsageRingProps } from '../src';
import { showsStates } from './checks';
import { Stack } from './frames';

/** A story that shows a component in every state of a meter, one below the other. */
export function meterStates(Drawing: ComponentType<UsageRingProps>) {
  return {
    render: () => (
      <Stack width={420}>
        <Drawing name="Exports" consumedUnits={0} creditedUnits={100} terms={{ price: null }} />
        <Drawing name="Emails" consumedUnits={3137} creditedUnits={10_000} terms={{ price: null }} />
        <Drawing name="Image credits" consumedUnits={469} creditedUnits={500} terms={{ price: null }} />
        <Drawing name="Seats" consumedUnits={5} creditedUnits={5} terms={{ price: null, whenSpent: 'blocked' }} />
        <Drawing name="Searches" consumedUnits={12_000} creditedUnits={10_000} />
        <Drawing name="Projects" consumedUnits={12} creditedUnits={0} terms={{ price: null }} />
        <Drawing name="Backups" />
      </Stack>
    ),
    play: async ({ canvasElement }: { canvasElement: HTMLElement }) => {
      await expect(within(canvasElement).getByText('31')).toBeVisible();
      await expect(within(canvasElement).getByText('—')).toBeVisible();
      await showsStates(canvasElement);
    },
  };
}
