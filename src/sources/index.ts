export type { Fetch } from '../http/request';
export { createBetterAuthSource } from './betterAuth';
export type { BetterAuthSourceOptions } from './betterAuth';
export { createPolarSource } from './polar';
export type { PolarSourceOptions } from './polar';
export type { GetToken, TokenResult } from './session';
export { createStateSource } from './state';
export type { GetState, KnownMeter, StateSourceOptions } from './state';
export type { MeterFilters, MeterSorting, OrderFilters, PageFilters, PortalSource, SourceAbilities, SourceContext, SubscriptionFilters, UsageRange } from './source';
