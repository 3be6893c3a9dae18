import { createShop } from './shop.js';

let shop;

export default {
  /** @param {Request} request @param {{ POLAR_SERVER: string }} env */
  fetch(request, env) {
    shop ??= createShop(env.POLAR_SERVER);
    return shop(request);
  },
};
