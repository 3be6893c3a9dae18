import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { announced } from '../support/announced';
import { AmountDue, Billing, Projection, UsageBar } from '../../src';
import type { Fault } from '../../src/testing';
import { barsIn, namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage, type Opening, otherItems } from './page';

holdInvariants();

/** The renewal date on ada's page for an `end` of the payload. */
async function renewal(end: string, opening: Opening = {}): Promise<string> {
  await openPage({ faults: [withPeriod(end)], ...opening });
  return (await screen.findByText(/^Today is day/)).textContent.split('\u00a0· ')[1] ?? '';
}

function withPeriod(end: unknown): Fault {
  return otherItems('/subscriptions/', (items) => items.map((item) => ({ ...item, current_period_end: end })));
}

/** Sets the machine's time zone for one test. */
function machineIn(zone: string): void {
  vi.stubEnv('TZ', zone);
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
}

describe('dates', () => {
  it.each([
    ['56 · microseconds', '2026-12-01T00:00:00.123456Z'],
    ['56 · an offset of zero', '2026-12-01T00:00:00+00:00'],
    ['56 · microseconds and an offset of zero', '2026-12-01T00:00:00.123456+00:00'],
    ['56 · a tenth of a second', '2026-12-01T00:00:00.1Z'],
  ])('%s in a date: the sentence names the day that the payload means', async (_, end) => {
    expect(await renewal(end)).toBe('credits renew Dec 1');
    expect(announced()).toBe('');
  });

  it.each(['America/Los_Angeles', 'Asia/Tokyo'])('57 · without a zone count as UTC on a machine in %s', async (zone) => {
    machineIn(zone);
    expect(await renewal('2026-12-01T00:00:00')).toBe('credits renew Dec 1');
  });

  it.each(['soon', '2026-02-31T00:00:00Z', '', null, 5])('58 · an invalid required date (%j) drops its own entry only', async (createdAt) => {
    const { container } = await openPage({ faults: [otherItems('/meters/', ([first, ...rest]) => [{ ...first, created_at: createdAt }, ...rest])] });
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(namesIn(container)).toHaveLength(4);
  });

  it('58 · an invalid date as a prop is a dash', () => {
    const { container } = render(<AmountDue amount={100} currency="usd" dueAt={new Date(NaN)} />);
    expect(container).toHaveTextContent('$1.00due —');
  });

  it.each([
    ['59 · midnight in UTC, on a machine at UTC−11', 'Pacific/Pago_Pago', undefined, '2026-12-01T00:00:00Z', 'credits renew Dec 1'],
    ['59 · midnight in UTC, on a machine at UTC+14', 'Pacific/Kiritimati', undefined, '2026-12-01T00:00:00Z', 'credits renew Dec 1'],
    ['59 · a second before midnight, on a machine at UTC+14', 'Pacific/Kiritimati', undefined, '2026-11-30T23:59:59Z', 'credits renew Nov 30'],
    ['59 · midnight in the zone that the host names', 'Asia/Tokyo', 'Pacific/Pago_Pago', '2026-12-01T11:00:00Z', 'credits renew Dec 1'],
    ['59 · a second before midnight in the zone that the host names', 'Asia/Tokyo', 'Pacific/Pago_Pago', '2026-12-01T10:59:59Z', 'credits renew Nov 30'],
    ['59 · the night in which summer time ends', 'Asia/Tokyo', 'America/New_York', '2027-11-07T04:00:00Z', 'credits renew Nov 7, 2027'],
    ['59 · the hour that occurs twice', 'Asia/Tokyo', 'America/New_York', '2027-11-07T06:30:00Z', 'credits renew Nov 7, 2027'],
    ['59 · the hour that is skipped', 'Asia/Tokyo', 'America/New_York', '2027-03-14T07:30:00Z', 'credits renew Mar 14'],
  ])('%s, shows the right day', async (_, machine, timeZone, end, words) => {
    machineIn(machine);
    expect(await renewal(end, { provider: { timeZone } })).toBe(words);
  });
});

describe('languages', () => {
  it.each([
    ['60 · Arabic', 'ar-EG', ['٢٫٤١ مليون', '٣٬١٢٠', '‏٤٫١٢\u200f US$\u200e', '١ ديسمبر']],
    ['60 · Hindi', 'hi', ['24.12 लाख', '3,120', '$4.12', '1 दिसंबर']],
    ['60 · Swiss French', 'fr-CH', ['2,41 M', '3 120', '4.12 $US', '1 décembre']],
    ['60 · Japanese', 'ja', ['241.24万', '3,120', '$4.12', '12月1日']],
  ])('%s formats numbers, money and dates', async (_, locale, written) => {
    const { container } = await openPage({ provider: { locale } });
    await screen.findByText('AI tokens');
    const text = container.textContent.replace(/[\u00a0\u202f]/g, ' ');
    expect(written.filter((part) => !text.includes(part))).toEqual([]);
    expect(container.querySelector('bdi.mf-usage-name')).toHaveTextContent('Image credits');
  });

  it('60 · right-to-left pages are mirrored: no style names a side, and charts are flipped', () => {
    const folder = join(import.meta.dirname, '../../src/styles');
    const styles = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''));
    expect(styles.length).toBeGreaterThan(5);
    const sided = styles.flatMap((css) => css.match(/(?:^|[;{\s])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right)/gm) ?? []);
    expect(sided).toEqual([]);
    const rules = styles.join('\n').matchAll(/([^{};]+)\{\s*transform: scaleX\(-1\)/g);
    expect([...rules].flatMap(([, selectors = '']) => selectors.split(',')).map((selector) => selector.trim())).toEqual(expect.arrayContaining(['.mf-usage-track:dir(rtl)', '.mf-mix:dir(rtl)', '.mf-slider-track:dir(rtl)', '.mf-history-bars:dir(rtl)']));
  });

  it.each(['no_such', '', 'x'.repeat(200), 'de-', '💩'])('61 · an invalid locale %j falls back to English', async (locale) => {
    const { container } = await openPage({ provider: { locale } });
    await screen.findByText('AI tokens');
    expect(barsIn(container)[2]).toEqual(['Emails sent', '6,880 left', '3,120 of 10,000 emails used']);
  });

  it('61 · an invalid time zone falls back to UTC', async () => {
    machineIn('Pacific/Pago_Pago');
    expect(await renewal('2026-12-01T00:00:00Z', { provider: { timeZone: 'Mars/Olympus' } })).toBe('credits renew Dec 1');
  });
});

describe('62 · a period that has ended', () => {
  it('62 · shows that it is updating, and no date in the past', async () => {
    const { container } = await openPage({ faults: [withPeriod('2026-11-13T00:00:00Z')] });
    await screen.findByText('AI tokens');
    expect(container.textContent).not.toMatch(/Nov 13|[-−]\d+ day/);
    expect(container.textContent).toMatch(/updating/i);
  });

  it('62 · shows no due date in the past', async () => {
    const { container } = await openPage({ faults: [withPeriod('2026-11-13T00:00:00Z')], widget: <Billing /> });
    await screen.findByText('Lumen Pro');
    expect(container.textContent).not.toMatch(/Nov 13|[-−]\d+ day/);
    expect(container.textContent).toMatch(/updating/i);
  });

  it('62 · has no estimate', () => {
    const meter = { consumedUnits: 50, creditedUnits: 100 };
    const period = { start: new Date('2026-10-01T00:00:00Z'), end: new Date('2026-11-01T00:00:00Z') };
    render(<Projection meter={meter} period={period} now={new Date('2026-11-14T00:00:00Z')} />);
    render(<UsageBar name="It" {...meter} />);
    expect(document.body).toHaveTextContent('50 of 100 used');
    expect(document.body.textContent).not.toMatch(/At this pace|[-−]\d/);
  });
});
