export { defineMeterface } from './defineMeterface';
export { MeterfaceBilling } from './MeterfaceBilling';
export { MeterfaceUsage } from './MeterfaceUsage';
