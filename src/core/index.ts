export { endsAt, hasEnded, isBilled, isOngoing, isPaymentMissing, joinMeters, mayPreview, meterPeriodOf, needsAttention, phaseOf, renewsAt } from './account';
export type { AccountMeter, MeterAlert, MeterOptions, SubscriptionPhase, UnitDescription, UnitProp } from './account';
export { amountDueOf, billOf, sumAmounts } from './billing';
export type { AmountDueOn, Bill, BillLine, BillTitle } from './billing';
export { formatPath, isPortalError, PortalError } from './errors';
export type { PathStep, PortalErrorCode, PortalErrorOptions } from './errors';
export { explainAmount } from './explain';
export type { AmountExplained, AmountExplanation, AmountLine, NoClaim, NoClaimReason, PendingCounts, PriceOfMeter } from './explain';
export { displayName, formatAmount, formatDate, formatInterval, formatPercent, formatQuantity, formatRate, formatTime, formatWait, minorDigits, unknownText } from './format';
export { describeHistory } from './history';
export type { HistoryBar, HistoryChart, UsageInterval } from './history';
export { projectUsage } from './projection';
export type { NoProjection, NoProjectionReason, UsagePeriod, UsageProjection } from './projection';
export { parseMeterList, parseSubscriptionList, parseWalletList } from './schemas/list';
export type { List, MeterList, Pagination, SubscriptionList, WalletList } from './schemas/list';
export { parseCustomerMeter, parseStateMeter, parseSubscriptionMeter } from './schemas/meter';
export type {
  CustomerCustomerMeter,
  CustomerStateMeter,
  CustomerStateSubscriptionMeter,
  CustomerSubscriptionMeter,
  Meter,
  MeterSummary,
  MeterUnit,
  SubscriptionMeter,
} from './schemas/meter';
export { schemaOf } from './schemas/zod';
export { displayUnit, isMeteredPrice } from './price';
export type { DisplayUnit, FixedPrice, MeteredPrice, MeteredTiersPrice, MeteredUnitPrice, OtherPrice, PriceKind, PriceTier, ProductPrice, ProductPriceMeter, SeatsPrice, UnitsPrice } from './price';
export { parseCustomerState } from './schemas/state';
export type { CustomerState } from './schemas/state';
export { parseSubscription } from './schemas/subscription';
export type { CustomerStateSubscription, CustomerSubscription, RecurringInterval, SubscriptionProduct, SubscriptionStatus } from './schemas/subscription';
export { parseWallet } from './schemas/wallet';
export type { CustomerWallet } from './schemas/wallet';
export type { ParseOptions } from './schemas/wire';
export { parseChargePreview } from './schemas/preview';
export type { ChargePreview, Proration } from './schemas/preview';
export { parsePrice } from './schemas/price';
export { parseMeterQuantities } from './schemas/quantities';
export type { MeterQuantities, MeterQuantity } from './schemas/quantities';
export { describeUsage, nearFrom, pressureOf } from './usage';
export type { MeterUsage, UsageCounts, UsageKind, UsageState, UsageTerms, UsageTone } from './usage';
export { safeHref } from './href';
export { themeProperties } from './theme';
export type { Theme } from './theme';
export { whatIf } from './whatif';
export type { WhatIfAmount } from './whatif';
