import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { auth } from './auth';

const app = new Hono();
app.on(['GET', 'POST'], '/api/auth/*', ({ req }) => auth.handler(req.raw));
app.get('*', serveStatic({ root: './page/dist' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) }, ({ port }) => console.log(`http://localhost:${port}/`));
