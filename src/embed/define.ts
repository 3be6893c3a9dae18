// For types: a host that imports only this names the elements, too.
import './index';
import { defineMeterface } from './defineMeterface';

defineMeterface();
