import { createServer } from 'node:http';
import { toNodeListener } from 'meterface/server';
import { createShop } from './shop.js';

createServer(toNodeListener(createShop(process.env['POLAR_SERVER']))).listen(Number(process.env['PORT']), '127.0.0.1');
