import { modes, serveFile } from './browser';
import { describeUsage } from './usage';

describeUsage(serveFile(), modes[1]);
