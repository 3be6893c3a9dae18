import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createPortalHandler } from 'meterface/server';

const app = new Hono();

// Replace this with your own login: it lets anyone sign in as any user. The ids are external customer ids at Polar.
const users = [
  { id: 'ada', name: 'Ada' },
  { id: 'bo', name: 'Bo' },
];

function signedInUser(c: Context) {
  const id = getCookie(c, 'user');
  return users.find((user) => user.id === id) ?? null;
}

app.get('/session', (c) => c.json({ user: signedInUser(c) }));
app.post('/sign-in', async (c) => {
  const { user } = await c.req.parseBody();
  setCookie(c, 'user', String(user), { httpOnly: true, sameSite: 'Lax' });
  return c.redirect('/', 303);
});
app.post('/sign-out', (c) => {
  deleteCookie(c, 'user');
  return c.redirect('/', 303);
});

// A read-only proxy to Polar for the customer who is signed in. The organization token stays in this process.
const portal = createPortalHandler<Context>({
  accessToken: process.env.POLAR_ACCESS_TOKEN,
  server: process.env.POLAR_SERVER,
  basePath: '/api/portal',
  customer: (_, c) => {
    const user = signedInUser(c);
    return user && { externalId: user.id };
  },
  onError: console.error,
});
app.get('/api/portal/*', (c) => portal(c.req.raw, c));

app.get('*', serveStatic({ root: './page/dist' }));

serve({ fetch: app.fetch, port: Number(process.env.PORT || 3000) }, ({ port }) => console.log(`http://localhost:${port}/`));
