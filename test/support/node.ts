import { keepQuiet } from './quiet';

keepQuiet();
