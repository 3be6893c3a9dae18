export { answer as GET } from '../../../polar';
