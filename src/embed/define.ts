// Brings the element types to hosts that import only this entry point.
import './index';
import { defineMeterface } from './defineMeterface';

defineMeterface();
