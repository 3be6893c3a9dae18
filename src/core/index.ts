export { isBilled, meterPeriodOf, phaseOf } from './account';
export { joinMeters } from './joinMeters';
export type { AccountMeter } from './joinMeters';
export { amountDueOf, billOf } from './billing';
export type { Bill } from './billing';
export { amountOf } from './charges';
export type { Charge } from './charges';
export { isPortalError, PortalError } from './errors';
export { exportBills, exportUsage } from './exports';
export { explainAmount } from './explain';
export type { AmountExplanation } from './explain';
export { formatAmount, formatRate } from './formatMoney';
export { formatDate } from './formatDate';
export { formatQuantity } from './formatQuantity';
export { formatPercent } from './formatPercent';
export { creditSourcesOf } from './creditSourcesOf';
export type { CreditSource } from './creditSourcesOf';
export { describeHistory } from './history';
export type { HistoryChart } from './history';
export { heroOf } from './hero';
export type { UsageHero } from './hero';
export { compareOffers } from './offers';
export type { MonthOfUse, NoSumReason, Offer, OfferSum } from './offers';
export { needsAttention, sharedPeriodOf } from './outlook';
export type { MeterAlert, SharedPeriod } from './outlook';
export { projectUsage } from './projection';
export type { CreditGrant } from './schemas/creditGrant';
export { parseCustomerMeter } from './schemas/customerMeter';
export type { CustomerCustomerMeter } from './schemas/customerMeter';
export { parseStateMeter } from './schemas/customerStateMeter';
export { parseCreditGrantList, parseMeterList, parseOrderList, parseSubscriptionList, parseWalletList } from './schemas/list';
export type { CustomerOrder } from './schemas/order';
export { parseChargePreview } from './schemas/preview';
export type { ChargePreview } from './schemas/preview';
export { parsePrice } from './schemas/price';
export type { ProductPrice } from './schemas/price';
export { parseMeterQuantities } from './schemas/quantities';
export type { MeterQuantities } from './schemas/quantities';
export {
  chargePreview as chargePreviewSchema,
  creditGrant as creditGrantSchema,
  customerMeter as customerMeterSchema,
  customerOrder as customerOrderSchema,
  customerStateMeter as customerStateMeterSchema,
  customerState as customerStateSchema,
  customerSubscriptionMeter as customerSubscriptionMeterSchema,
  customerSubscription as customerSubscriptionSchema,
  customerWallet as customerWalletSchema,
  meterQuantities as meterQuantitiesSchema,
  productPrice as productPriceSchema,
  subscriptionMeter as subscriptionMeterSchema,
} from './schemas/resources';
export { parseCustomerState } from './schemas/state';
export type { CustomerState } from './schemas/state';
export { parseSubscription } from './schemas/subscription';
export type { CustomerSubscription } from './schemas/subscription';
export { parseSubscriptionMeter } from './schemas/subscriptionMeter';
export { parseWallet } from './schemas/wallet';
export type { CustomerWallet } from './schemas/wallet';
export type { ExportFormat } from './sheet';
export { supportText } from './supportText';
export type { SupportDetails } from './supportText';
export { describeUsage } from './usage';
export type { MeterUsage, UsageTerms } from './usage';
export { whatIf } from './whatif';
export type { WhatIfAmount } from './whatif';
