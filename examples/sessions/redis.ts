import type { PortalSessionStore } from 'meterface/server';
import type { RedisClientType } from 'redis';

/** Keeps sessions in Redis, where all processes of a shop find them. Each customer gets one session. */
export function redisSessions(redis: Pick<RedisClientType, 'get' | 'set' | 'del'>): PortalSessionStore {
  return {
    get: async (key) => JSON.parse((await redis.get(key)) ?? 'null'),
    set: (key, session) => redis.set(key, JSON.stringify(session), { expiration: { type: 'PXAT', value: session.expiresAt } }),
    delete: (key) => redis.del(key),
    // NX: only the first of several processes gets the claim.
    claim: async (key, milliseconds) => (await redis.set(`${key}:claim`, '1', { condition: 'NX', expiration: { type: 'PX', value: milliseconds } })) !== null,
    release: (key) => redis.del(`${key}:claim`),
  };
}
