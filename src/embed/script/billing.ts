/** The part of the script that only `<meterface-billing>` needs. */
export { Billing } from '../../widgets/Billing';
