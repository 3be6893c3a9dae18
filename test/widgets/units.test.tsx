import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Billing, Usage } from '../../src';
import { wireMeter } from '../../src/testing';
import { servePolar } from '../react/polar';
import { barsIn, showTo } from './widgets';

it('Usage shows bytes in GB, as the price labels them', async () => {
  const { container } = showTo(await servePolar(), 'mia', <Usage />);
  await screen.findByText('Storage');
  expect(barsIn(container)).toEqual([
    ['Storage', '+$1.00 so far', '70 GB used\u00a0· 60 included\u00a0· 10 over at $0.10\u00a0/\u00a0GB'],
    ['Transfer', '$9.00 so far', '20 GB\u00a0· pay as you go, $0.45\u00a0/\u00a0GB'],
  ]);
});

it('Usage shows bytes as the host names them, without a multiplier', async () => {
  const { meter_id } = wireMeter({ name: 'Storage' });
  showTo(await servePolar(), 'mia', <Usage units={{ [meter_id]: 'bytes' }} />);
  expect(await screen.findByText('70B bytes used · 60B included · 10B over at $0.10 / 1B')).toBeInTheDocument();
  expect(screen.getByText('20 GB · pay as you go, $0.45 / GB')).toBeInTheDocument();
});

it.each([
  ['“each” if the label is a plural of one word', 'gigabytes', '10 over at $0.10 each'],
  ['the label if it is a plural of several words', 'billion bytes', '10 over at $0.10 / billion bytes'],
])('Usage quotes a price with %s', async (_, customLabel, text) => {
  const { meter_id } = wireMeter({ name: 'Storage' });
  showTo(await servePolar(), 'mia', <Usage units={{ [meter_id]: { unit: 'custom', customLabel, customMultiplier: 1e9 } }} />);
  expect(await screen.findByText(`70 ${customLabel} used · 60 included · ${text}`)).toBeInTheDocument();
});

it('Billing explains the price of bytes per GB', async () => {
  const { container } = showTo(await servePolar(), 'mia', <Billing />);
  await screen.findByText('Lumen Vault');
  for (const line of container.querySelectorAll('summary')) line.click();
  expect(await screen.findByText('$0.10 / GB')).toBeInTheDocument();
  expect(screen.getByText('$0.45 / GB')).toBeInTheDocument();
  expect(container).toHaveTextContent('70 GB used, 60 included. 10 billable at $0.10 / GB: $1.00.');
  expect(container.textContent).not.toMatch(/70B|70,000,000,000/);
});

it('Billing names units as the host does, in receipts and estimates', async () => {
  const { meter_id } = wireMeter({ name: 'Storage' });
  const { container } = showTo(await servePolar(), 'mia', <Billing units={{ [meter_id]: { unit: 'custom', customLabel: 'TB', customMultiplier: 1e12 } }} />);
  await screen.findByText('Lumen Vault');
  for (const line of container.querySelectorAll('summary')) line.click();
  expect(await screen.findByText('$100 / TB')).toBeInTheDocument();
  expect(container).toHaveTextContent('0.07 TB used, 0.06 included. 0.01 billable at $100 / TB: $1.00.');
  expect(screen.getByText('What if you use more TB?')).toBeInTheDocument();
  expect(screen.getByText(/^About [\d.]+ TB by Dec 1$/)).toBeInTheDocument();
  // The other meter keeps the merchant's unit.
  expect(screen.getByText('$0.45 / GB')).toBeInTheDocument();
});

it('Billing shows bytes as the host names them, without a multiplier', async () => {
  const { meter_id } = wireMeter({ name: 'Storage' });
  const { container } = showTo(await servePolar(), 'mia', <Billing units={{ [meter_id]: 'bytes' }} />);
  await screen.findByText('Lumen Vault');
  for (const line of container.querySelectorAll('summary')) line.click();
  expect(await screen.findByText('$0.10 / 1B bytes')).toBeInTheDocument();
});
