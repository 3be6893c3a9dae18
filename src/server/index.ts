export { createPortalHandler } from './createPortalHandler';
export type { PortalCors } from './cors';
export type { PortalCustomer } from './customer';
export type { PortalSession, PortalSessionStore } from './customerSessions';
export { encryptSessions } from './encryptSessions';
export type { PortalHandlerOptions, PortalLimits } from './options';
export { toNodeListener } from './toNodeListener';
export type { NodeRequest, NodeResponse } from './toNodeListener';
