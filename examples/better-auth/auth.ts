import { randomUUID } from 'node:crypto';
import { polar, portal, usage } from '@polar-sh/better-auth';
import { Polar } from '@polar-sh/sdk';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { SqliteDialect } from 'kysely';
import Database from 'libsql';

const { POLAR_ACCESS_TOKEN: accessToken, POLAR_SERVER: server = 'production', PORT = '3000' } = process.env;

const client = new Polar(server === 'production' || server === 'sandbox' ? { accessToken, server } : { accessToken, serverURL: server });

export const auth = betterAuth({
  baseURL: `http://localhost:${PORT}`,
  // The database lives as long as the process, so a random secret will do.
  secret: process.env.BETTER_AUTH_SECRET ?? randomUUID() + randomUUID(),
  database: { dialect: new SqliteDialect({ database: new Database(':memory:') }), type: 'sqlite' },
  emailAndPassword: { enabled: true },
  // The plugin uses the user's id as Polar's external customer id. This example sets ids such as `ada`; without this hook, better-auth makes random ones.
  databaseHooks: { user: { create: { before: async ({ name }) => ({ data: { id: name.toLowerCase() } }) } } },
  plugins: [polar({ client, use: [usage(), portal()] })],
});

const { runMigrations } = await getMigrations(auth.options);
await runMigrations();

for (const name of ['Ada', 'Bo']) {
  await auth.api.signUpEmail({ body: { name, email: `${name.toLowerCase()}@example.com`, password: 'correct horse' } });
}
