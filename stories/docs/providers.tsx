import { Unstyled } from '@storybook/addon-docs/blocks';
import { type ReactNode, useState } from 'react';
import { AmountDue, Balance, LocalizationProvider, PortalProvider, Usage, UsageBar } from '../../src';
import { sourceOf } from './Live';
import './docs.css';

const customers = { ada: 'Ada', bo: 'Bo', eve: 'Eve' };
const locales = { en: 'English', 'de-CH': 'Deutsch (Schweiz)', ja: '日本語', ar: 'العربية' };
type Customer = keyof typeof customers;
type Locale = keyof typeof locales;

/** A page whose customer and language a visitor changes: the data of one customer never shows up for another. */
export function ProviderDemo(): ReactNode {
  const [scope, setScope] = useState<Customer>('ada');
  const [locale, setLocale] = useState<Locale>('en');
  const [sources] = useState(() => ({ ada: sourceOf('ada'), bo: sourceOf('bo'), eve: sourceOf('eve') }));
  return (
    <Unstyled>
      <div className="book-card book-stack" data-theme="light">
        <p className="book-row">
          <Choice label="scope" value={scope} choices={customers} onChoose={setScope} />
          <Choice label="locale" value={locale} choices={locales} onChoose={setLocale} />
        </p>
        <PortalProvider source={sources[scope]} scope={scope} locale={locale} timeZone="UTC" refreshEvery={0}>
          <Usage layout="compact" title={null} className="book-sidebar" />
        </PortalProvider>
      </div>
    </Unstyled>
  );
}

/** Components without a `PortalProvider`, in a language that a visitor chooses. */
export function LanguageDemo(): ReactNode {
  const [locale, setLocale] = useState<Locale>('de-CH');
  return (
    <Unstyled>
      <div className="book-card book-stack" data-theme="light">
        <p className="book-row"><Choice label="locale" value={locale} choices={locales} onChoose={setLocale} /></p>
        <LocalizationProvider locale={locale} timeZone="Europe/Zurich">
          <UsageBar name="API calls" consumedUnits={1_234_567.5} creditedUnits={2_000_000} />
          <AmountDue amount={124_050} currency="chf" dueAt={new Date('2026-12-01T00:00:00Z')} />
          <p>API calls: <Balance consumedUnits={1_234_567.5} creditedUnits={2_000_000} /></p>
        </LocalizationProvider>
      </div>
    </Unstyled>
  );
}

function Choice<Value extends string>({ label, value, choices, onChoose }: { label: string; value: Value; choices: Readonly<Record<Value, string>>; onChoose: (value: Value) => void }): ReactNode {
  return (
    <label className="book-row">
      <code>{label}</code>{' '}
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value as Value)}>
        {Object.entries<string>(choices).map(([name, title]) => <option key={name} value={name}>{title}</option>)}
      </select>
    </label>
  );
}
