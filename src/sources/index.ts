export { createPolarSource } from './polar';
export type { PolarSourceOptions } from './polar';
export type { Fetch } from './request';
export type { GetToken, TokenAnswer } from './session';
export type { MeterFilters, MeterSorting, PageFilters, PortalSource, SourceContext, SubscriptionFilters } from './source';
