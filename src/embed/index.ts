export { defineMeterface } from './defineMeterface';
export type { ActionDetail, MeterfaceEvents, ReadyDetail, ThresholdDetail } from './events';
export { MeterfaceAlert } from './MeterfaceAlert';
export { MeterfaceAmountDue } from './MeterfaceAmountDue';
export { MeterfaceBalance } from './MeterfaceBalance';
export { MeterfaceBilling } from './MeterfaceBilling';
export { MeterfaceMeter } from './MeterfaceMeter';
export { MeterfacePortal } from './MeterfacePortal';
export { MeterfaceUsage } from './MeterfaceUsage';
