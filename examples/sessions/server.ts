import { createServer } from 'node:http';
import { createPortalHandler, encryptSessions, toNodeListener } from 'meterface/server';
import { createClient } from 'redis';
import { redisSessions } from './redis';

// Without the queue, a command fails at once while Redis is down, and the handler continues with sessions in memory.
const redis = createClient({ url: process.env.REDIS_URL, disableOfflineQueue: true });
// Without a listener, a lost connection would end the process. The handler reports to `onError` once a minute.
redis.on('error', () => {});
void redis.connect().catch(() => {});

const handler = createPortalHandler({
  accessToken: process.env.POLAR_ACCESS_TOKEN,
  server: process.env.POLAR_SERVER,
  basePath: '/api/portal',
  // Replace this with your own login: it lets anyone sign in under any name.
  customer: (request) => {
    const externalId = /(?:^|;\s*)user=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
    return externalId === undefined ? null : { externalId };
  },
  // `openssl rand -base64 32`. To change the key, put the new one first and remove the old one an hour later.
  sessions: encryptSessions(redisSessions(redis), [process.env.SESSION_KEY]),
  onError: (error) => console.error(error),
});

const server = createServer(toNodeListener(handler));
server.listen(Number(process.env.PORT || 3000), () => console.log('listening'));
