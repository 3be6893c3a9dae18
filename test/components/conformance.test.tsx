import {
  AmountDue,
  Balance,
  BillSkeleton,
  BillSummary,
  ErrorNotice,
  HistorySkeleton,
  Notice,
  PortalError,
  Projection,
  Receipt,
  UsageBar,
  UsageHistory,
  UsageName,
  UsageNumber,
  UsageRing,
  UsageSkeleton,
  UsageStack,
  UsageStatus,
  UsageTrack,
  UsageValue,
  WalletBalance,
  WhatIf,
} from '../../src';
import { billOf, parsePrice, parseSubscription } from '../../src/core';
import { wirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { describeConformance } from './conformance';
import { modelOf } from './model';

const counts = { consumedUnits: 120, creditedUnits: 100 };

describeConformance('UsageBar', (host) => <UsageBar {...counts} name="Images" note="Renews Dec 1" {...host} />, { root: 'div', className: 'mf-usage' });
describeConformance('UsageBar without a range', (host) => <UsageBar consumedUnits={5} creditedUnits={0} {...host} />, { root: 'div', className: 'mf-usage' });
describeConformance('UsageBar with a custom layout', (host) => <UsageBar {...counts} {...host}>{(usage) => <UsageTrack usage={usage} />}</UsageBar>, {
  root: 'div',
  className: 'mf-usage',
});
describeConformance('UsageRing', (host) => <UsageRing {...counts} name="Images" {...host} />, { root: 'div', className: 'mf-ring' });
describeConformance('UsageNumber', (host) => <UsageNumber {...counts} name="Images" {...host} />, { root: 'div', className: 'mf-number' });
describeConformance('UsageStack', (host) => <UsageStack name="Storage" meters={[{ ...counts, meter: { name: 'Images' } }]} creditedUnits={500} {...host} />, { root: 'div', className: 'mf-stack' });
describeConformance('Balance', (host) => <Balance {...counts} {...host} />, { root: 'span', className: 'mf-balance' });
describeConformance('AmountDue', (host) => <AmountDue amount={4341} currency="usd" dueAt={new Date('2026-12-01')} {...host} />, {
  root: 'div',
  className: 'mf-amount',
});
describeConformance('Notice', (host) => <Notice {...host} title="No usage yet" />, { root: 'div', className: 'mf-notice' });
describeConformance('ErrorNotice', (host) => <ErrorNotice error={new PortalError('timeout', 'Developers only.')} onRetry={() => {}} {...host} />, {
  root: 'div',
  className: 'mf-notice',
});
describeConformance('UsageSkeleton', (host) => <UsageSkeleton {...host} />, { root: 'div', className: 'mf-list' });
describeConformance('BillSkeleton', (host) => <BillSkeleton {...host} />, { root: 'div', className: 'mf-bill' });

const subscription = parseSubscription(wireSubscription({ meters: [wireSubscriptionMeter({ consumed_units: 12_000, amount: 7 })] }));
const meter = subscription.meters[0]!;
const priced = { meter, price: parsePrice(wirePriceMeteredUnit()), currency: 'usd' };
const period = { start: subscription.currentPeriodStart, end: subscription.currentPeriodEnd };
const now = new Date('2026-11-14T13:37:00Z');
describeConformance('BillSummary', (host) => <BillSummary bill={billOf(subscription)} details={() => 'more'} {...host} />, { root: 'div', className: 'mf-summary' });
describeConformance('Receipt', (host) => <Receipt {...priced} {...host} />, { root: 'div', className: 'mf-receipt' });
describeConformance('Receipt of an amount that cannot be explained', (host) => <Receipt {...priced} currency="eur" {...host} />, { root: 'div', className: 'mf-receipt' });
describeConformance('Projection', (host) => <Projection {...priced} period={period} now={now} {...host} />, { root: 'div', className: 'mf-projection' });
describeConformance('WhatIf', (host) => <WhatIf {...priced} {...host} />, { root: 'div', className: 'mf-whatif' });
const history = { quantities: [{ timestamp: period.start, quantity: 5 }], total: 5 };
describeConformance('UsageHistory', (host) => <UsageHistory history={history} creditedUnits={4} {...host} />, { root: 'div', className: 'mf-history' });
describeConformance('UsageHistory without quantities', (host) => <UsageHistory history={{ quantities: [], total: null }} {...host} />, { root: 'div', className: 'mf-history' });
describeConformance('HistorySkeleton', (host) => <HistorySkeleton {...host} />, { root: 'div', className: 'mf-history' });
describeConformance('WalletBalance', (host) => <WalletBalance wallet={{ balance: -450, currency: 'eur' }} {...host} />, { root: 'div', className: 'mf-wallet' });

// The parts are plain function components, which React 18 cannot give a ref.
const usage = modelOf(counts);
const part = { takesRef: false };
describeConformance('UsageName', ({ ref: _ref, ...host }) => <UsageName usage={usage} {...host} />, { ...part, root: 'bdi', className: 'mf-usage-name' });
describeConformance('UsageValue', ({ ref: _ref, ...host }) => <UsageValue usage={usage} {...host} />, { ...part, root: 'span', className: 'mf-usage-value' });
describeConformance('UsageTrack', ({ ref: _ref, ...host }) => <UsageTrack usage={usage} {...host} />, { ...part, root: 'svg', className: 'mf-usage-track' });
describeConformance('UsageStatus', ({ ref: _ref, ...host }) => <UsageStatus usage={usage} {...host} />, { ...part, root: 'span', className: 'mf-usage-status' });
