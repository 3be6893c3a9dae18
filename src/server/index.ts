export { createPortalHandler } from './createPortalHandler';
export type { PortalCors } from './cors';
export type { PortalCustomer } from './customer';
export { toNodeListener } from './node';
export type { NodeRequest, NodeResponse } from './node';
export type { PortalHandlerOptions, PortalLimits } from './options';
export type { PortalSession, PortalSessionStore } from './sessions';
