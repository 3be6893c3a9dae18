import { defineMeterface } from './defineMeterface';
// Side-effect imports stay in the declarations, so that hosts of this entry point get the element types as well.
import './MeterfaceAlert';
import './MeterfaceAmountDue';
import './MeterfaceBalance';
import './MeterfaceBilling';
import './MeterfaceMeter';
import './MeterfacePortal';
import './MeterfaceUsage';

defineMeterface();
