import styles from '../../styles/views.css?inline';
import { addStyles } from '../adoptStyles';

addStyles(styles);

/** The drawings of usage with their styles, which the script downloads when an element needs one. */
export { views } from '../../widgets/views';
