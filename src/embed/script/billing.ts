import styles from '../../styles/more.css?inline';
import { addStyles } from '../adoptStyles';

addStyles(styles);

/** The widgets about bills with their styles, which the script downloads when a page has one. */
export { billing } from '../billing';
