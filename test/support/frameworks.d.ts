/** As much of other packages as the guides use. `npm run test:world` builds with the packages themselves. */
declare module 'hono' {
  export class Hono {
    get(path: string, handler: (context: { req: { raw: Request } }) => Response | Promise<Response>): this;
  }
}

declare module 'express' {
  import type { toNodeListener } from 'meterface/server';

  type Listener = ReturnType<typeof toNodeListener>;
  export default function express(): { use(path: string, listener: Listener): void; listen(port: number): void };
}
