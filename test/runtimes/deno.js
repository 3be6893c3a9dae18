import { createShop } from './shop.js';

/** @type {{ serve: (options: object, handler: (request: Request) => Promise<Response>) => unknown, env: { get: (name: string) => string } }} */
const { serve, env } = Reflect.get(globalThis, 'Deno');

serve({ port: Number(env.get('PORT')), hostname: '127.0.0.1' }, createShop(env.get('POLAR_SERVER')));
