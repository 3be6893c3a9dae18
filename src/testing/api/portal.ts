import { invalid, json, resourceNotFound } from './answers';
import { wireDate } from '../customers/calendar';
import type { DemoCustomer } from './customer';
import { stableId } from '../fixtures/identity';
import { type Params, sorted, uuidIssue } from './params';
import type { Session } from './sessions';

/** A request that a customer's own token came with. */
export interface PortalCall {
  customer: DemoCustomer;
  session: Session;
  /** Milliseconds since the demo was made, as far as usage is concerned. */
  elapsed: number;
  params: Params;
  /** The `{id}` of the path; empty where there is none. */
  id: string;
}

/** Not in Polar's OpenAPI document: it may be missing. */
export const chargePreviewPath = '/v1/customer-portal/subscriptions/{id}/charge-preview';

type PortalAnswer = (call: PortalCall) => Response;

/** What a customer may read, by path. */
export const portalRoutes: Record<string, PortalAnswer> = {
  '/v1/customer-portal/meters/': listMeters,
  '/v1/customer-portal/meters/{id}': (call) => one(call, call.customer.meters(call.elapsed)),
  '/v1/customer-portal/subscriptions/': listSubscriptions,
  '/v1/customer-portal/subscriptions/{id}': (call) => one(call, call.customer.subscriptions(call.elapsed)),
  [chargePreviewPath]: preview,
  '/v1/customer-portal/wallets/': listWallets,
  '/v1/customer-portal/wallets/{id}': (call) => one(call, call.customer.wallets()),
  '/v1/customer-portal/customer-session/introspect': ({ session }) =>
    json({ expires_at: wireDate(session.expiresAt.getTime(), session.id), return_url: session.returnUrl }),
  '/v1/customer-portal/customer-session/user': user,
};

function listMeters({ customer, elapsed, params }: PortalCall): Response {
  const wanted = params.uuids('meter_id');
  const query = params.text('query')?.toLowerCase() ?? '';
  const sorting = params.sorting(
    ['created_at', 'modified_at', 'meter_id', 'meter_name', 'consumed_units', 'credited_units', 'balance'],
    '-modified_at',
  );
  if (params.issues.length > 0) return invalid(params.issues);
  const found = customer
    .meters(elapsed)
    .filter(({ meter_id }) => wanted.length === 0 || wanted.includes(meter_id))
    .filter(({ meter }) => meter.name.toLowerCase().includes(query));
  return json(
    params.page(
      sorted(found, sorting, {
        created_at: (item) => Date.parse(item.created_at),
        modified_at: (item) => instant(item.modified_at),
        meter_id: (item) => item.meter_id,
        meter_name: (item) => item.meter.name,
        consumed_units: (item) => item.consumed_units,
        credited_units: (item) => item.credited_units,
        balance: (item) => item.balance,
      }),
    ),
  );
}

function listSubscriptions({ customer, elapsed, params }: PortalCall): Response {
  const products = params.uuids('product_id');
  const active = params.flag('active');
  const query = params.text('query')?.toLowerCase() ?? '';
  const sorting = params.sorting(['started_at', 'amount', 'status', 'organization', 'product'], '-started_at');
  if (params.issues.length > 0) return invalid(params.issues);
  const found = customer
    .subscriptions(elapsed)
    .filter(({ product_id }) => products.length === 0 || products.includes(product_id))
    .filter(({ status }) => active === undefined || active === (status === 'active' || status === 'trialing'))
    .filter(({ product }) => `${product.name}\n${product.organization.name}`.toLowerCase().includes(query));
  return json(
    params.page(
      sorted(found, sorting, {
        started_at: (item) => instant(item.started_at),
        amount: (item) => item.amount,
        status: (item) => item.status,
        organization: (item) => item.product.organization.name,
        product: (item) => item.product.name,
      }),
    ),
  );
}

function listWallets({ customer, params }: PortalCall): Response {
  const sorting = params.sorting(['created_at', 'balance'], '-created_at');
  if (params.issues.length > 0) return invalid(params.issues);
  return json(
    params.page(
      sorted(customer.wallets(), sorting, {
        created_at: (item) => Date.parse(item.created_at),
        balance: (item) => item.balance,
      }),
    ),
  );
}

function user({ customer, session }: PortalCall): Response {
  return json({
    type: session.member ? 'member' : 'customer',
    name: customer.profile.name,
    email: customer.profile.email,
    customer_id: customer.id,
    member_id: session.member ? stableId('member', customer.externalId) : null,
    role: session.member ? 'owner' : null,
  });
}

function preview({ customer, elapsed, id }: PortalCall): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return invalid([issue]);
  const found = customer.chargePreview(id.toLowerCase(), elapsed);
  return found === undefined ? resourceNotFound() : json(found);
}

function one({ id }: PortalCall, items: readonly { id: string }[]): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return invalid([issue]);
  const found = items.find((item) => item.id === id.toLowerCase());
  return found === undefined ? resourceNotFound() : json(found);
}

function instant(date: string | null): number | null {
  return date === null ? null : Date.parse(date);
}
