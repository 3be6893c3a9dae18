import styles from '../../styles/more.css?inline';
import { addStyles } from '../adoptStyles';

addStyles(styles);

/** The part of the script that only `<meterface-billing>` needs, with its styles. */
export { Billing } from '../../widgets/Billing';
