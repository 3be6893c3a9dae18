import { QueryClient } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AmountDue, type Messages, PortalProvider, UsageBar, useLocalization } from '../../src';
import { createPolarSource } from '../../src/sources';

const source = createPolarSource({ token: 'polar_cst_x' });
const german: Partial<Messages> = {
  locale: 'de',
  usageValue: ({ figure }) => `Noch ${figure}`,
  usageStatus: ({ consumed, credited, unit }) => `${consumed} von ${credited} ${unit}`,
  dueOn: (date) => `Fällig ${date}`,
};

function Page({ locale, messages, timeZone }: { locale?: string; messages?: Partial<Messages>; timeZone?: string }) {
  return (
    <PortalProvider source={source} scope="ada" queryClient={new QueryClient()} {...(locale && { locale })} {...(messages && { messages })} {...(timeZone && { timeZone })}>
      <UsageBar name="Tokens" consumedUnits={1234.5} creditedUnits={5000} unit="Tokens" />
      <AmountDue amount={123_456} currency="eur" dueAt={new Date('2026-12-01T00:30:00Z')} before={['discount', 'tax']} />
    </PortalProvider>
  );
}

describe('PortalProvider', () => {
  // A machine where midnight in UTC is on the day before.
  beforeEach(() => void vi.stubEnv('TZ', 'Pacific/Pago_Pago'));

  it('uses English and UTC by default', () => {
    render(<Page />);
    expect(screen.getByText('1,234.5 of 5,000 Tokens used')).toBeInTheDocument();
    expect(screen.getByText('due Dec 1, 2026')).toBeInTheDocument();
  });

  it('formats numbers and dates for the language of `messages`, and uses English for missing texts', () => {
    render(<Page messages={german} />);
    expect(screen.getByText('1.234,5 von 5.000 Tokens')).toBeInTheDocument();
    expect(screen.getByText('3.765,5')).toBeInTheDocument();
    expect(screen.getByText('Fällig 1. Dez. 2026')).toBeInTheDocument();
    expect(screen.getByText(/^1\.234,56\s€$/)).toBeInTheDocument();
    expect(screen.getByText('before discount and tax')).toBeInTheDocument();
  });

  it('formats dates for `locale`', () => {
    render(<Page locale="fr-CH" />);
    expect(screen.getByText(/^due 1 déc\. 2026$/)).toBeInTheDocument();
  });

  it('falls back to English and UTC for an invalid locale and time zone', () => {
    render(<Page locale="no such locale" timeZone="Nowhere/Land" />);
    expect(screen.getByText('1,234.5 of 5,000 Tokens used')).toBeInTheDocument();
    expect(screen.getByText('due Dec 1, 2026')).toBeInTheDocument();
  });

  it('shows dates in `timeZone`', () => {
    render(<Page timeZone="America/New_York" />);
    expect(screen.getByText('due Nov 30, 2026')).toBeInTheDocument();
  });

  it('passes the localization to useLocalization()', () => {
    function Own() {
      const { locale, timeZone, messages } = useLocalization();
      return <p>{`${locale} ${timeZone} ${messages.dueOn('x')} ${messages.retry}`}</p>;
    }
    render(
      <PortalProvider source={source} scope="ada" queryClient={new QueryClient()} messages={german} timeZone="UTC">
        <Own />
      </PortalProvider>,
    );
    expect(screen.getByText('de UTC Fällig x Try again')).toBeInTheDocument();
  });
});

describe('UsageBar numbers', () => {
  it.each([
    ['ar-EG', '١٬٢٣٤٫٥'],
    ['hi', '1,234.5'],
    ['ja', '1,234.5'],
  ])('are formatted for the locale %s', (locale, number) => {
    const { container } = render(<Page locale={locale} />);
    expect(container.querySelector('.mf-usage-status')?.textContent).toContain(number);
    expect(container.querySelector('bdi')).toHaveTextContent('Tokens');
  });
});
