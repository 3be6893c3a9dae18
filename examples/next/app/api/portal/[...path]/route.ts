export { portal as GET } from '../../../polar';
