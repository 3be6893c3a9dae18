import { wireDate } from '../customers/calendar';
import { stableId } from '../fixtures/identity';
import type { DemoCustomer } from './customer';
import { type Params, sorted, uuidIssue } from './params';
import { jsonResponse, resourceNotFoundResponse, validationErrorResponse } from './responses';
import type { DemoSession } from './sessions';

/** A request with a customer's session token. */
export interface PortalCall {
  customer: DemoCustomer;
  session: DemoSession;
  /** Milliseconds of usage since the demo was made; 0 while usage stands still. */
  elapsed: number;
  params: Params;
  /** The `{id}` of the path; empty for a path without one. */
  id: string;
}

/** A private route: it isn't in Polar's OpenAPI document. */
export const chargePreviewPath = '/v1/customer-portal/subscriptions/{id}/charge-preview';

/** The benefit types that Polar knows. The demo grants meter credits only. */
const benefitTypes = ['custom', 'discord', 'github_repository', 'downloadables', 'license_keys', 'meter_credit', 'feature_flag', 'slack_shared_channel'] as const;

type PortalHandler = (call: PortalCall) => Response;

/** The routes for a customer's session token, by path. */
export const portalRoutes: Record<string, PortalHandler> = {
  '/v1/customer-portal/meters/': listMeters,
  '/v1/customer-portal/meters/{id}': (call) => oneResponse(call, call.customer.meters(call.elapsed)),
  '/v1/customer-portal/subscriptions/': listSubscriptions,
  '/v1/customer-portal/subscriptions/{id}': (call) => oneResponse(call, call.customer.subscriptions(call.elapsed)),
  [chargePreviewPath]: showChargePreview,
  '/v1/customer-portal/orders/': listOrders,
  '/v1/customer-portal/orders/{id}': (call) => oneResponse(call, call.customer.orders()),
  '/v1/customer-portal/benefit-grants/': listGrants,
  '/v1/customer-portal/benefit-grants/{id}': (call) => oneResponse(call, call.customer.creditGrants()),
  '/v1/customer-portal/wallets/': listWallets,
  '/v1/customer-portal/wallets/{id}': (call) => oneResponse(call, call.customer.wallets()),
  '/v1/customer-portal/customer-session/introspect': ({ session }) =>
    jsonResponse({ expires_at: wireDate(session.expiresAt.getTime(), session.id), return_url: session.returnUrl }),
  '/v1/customer-portal/customer-session/user': showUser,
};

function listMeters({ customer, elapsed, params }: PortalCall): Response {
  const wanted = params.uuids('meter_id');
  const query = params.text('query')?.toLowerCase() ?? '';
  const sorting = params.sorting(
    ['created_at', 'modified_at', 'meter_id', 'meter_name', 'consumed_units', 'credited_units', 'balance'],
    '-modified_at',
  );
  if (params.issues.length > 0) return validationErrorResponse(params.issues);
  const found = customer
    .meters(elapsed)
    .filter(({ meter_id }) => wanted.length === 0 || wanted.includes(meter_id))
    .filter(({ meter }) => meter.name.toLowerCase().includes(query));
  return jsonResponse(
    params.page(
      sorted(found, sorting, {
        created_at: (item) => Date.parse(item.created_at),
        modified_at: (item) => timeOf(item.modified_at),
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
  if (params.issues.length > 0) return validationErrorResponse(params.issues);
  const found = customer
    .subscriptions(elapsed)
    .filter(({ product_id }) => products.length === 0 || products.includes(product_id))
    .filter(({ status }) => active === undefined || (active ? ['active', 'trialing'] : ['canceled', 'unpaid']).includes(status))
    // Polar's documentation says "product or organization name", but its server compares only the product's.
    .filter(({ product }) => product.name.toLowerCase().includes(query));
  return jsonResponse(
    params.page(
      sorted(found, sorting, {
        started_at: (item) => timeOf(item.started_at),
        amount: (item) => item.amount,
        status: (item) => item.status,
        organization: (item) => item.product.organization.name,
        product: (item) => item.product.name,
      }),
    ),
  );
}

function listOrders({ customer, params }: PortalCall): Response {
  const products = params.uuids('product_id');
  const subscriptions = params.uuids('subscription_id');
  const query = params.text('query')?.toLowerCase() ?? '';
  const sorting = params.sorting(['created_at', 'amount', 'net_amount', 'product', 'subscription'], '-created_at');
  if (params.issues.length > 0) return validationErrorResponse(params.issues);
  const found = customer
    .orders()
    .filter(({ product_id }) => includes(products, product_id))
    .filter(({ subscription_id }) => includes(subscriptions, subscription_id))
    .filter(({ product }) => (product?.name ?? '').toLowerCase().includes(query));
  return jsonResponse(
    params.page(
      sorted(found, sorting, {
        created_at: (item) => Date.parse(item.created_at),
        amount: (item) => item.net_amount,
        net_amount: (item) => item.net_amount,
        product: (item) => item.product?.name ?? null,
        subscription: (item) => item.subscription_id,
      }),
    ),
  );
}

function listGrants({ customer, params }: PortalCall): Response {
  const types = params.choices('type', benefitTypes);
  const benefits = params.uuids('benefit_id');
  const subscriptions = params.uuids('subscription_id');
  const orders = params.uuids('order_id');
  const query = params.text('query')?.toLowerCase() ?? '';
  const sorting = params.sorting(['granted_at', 'type', 'organization', 'product_benefit'], '-granted_at');
  if (params.issues.length > 0) return validationErrorResponse(params.issues);
  const found = customer
    .creditGrants()
    .filter(({ benefit }) => types.length === 0 || types.includes(benefit.type))
    .filter(({ benefit_id }) => includes(benefits, benefit_id))
    .filter(({ subscription_id }) => includes(subscriptions, subscription_id))
    .filter(({ order_id }) => includes(orders, order_id))
    .filter(({ benefit }) => benefit.description.toLowerCase().includes(query));
  return jsonResponse(
    params.page(
      sorted(found, sorting, {
        granted_at: (item) => timeOf(item.granted_at),
        type: (item) => item.benefit.type,
        organization: (item) => item.benefit.organization.slug,
        product_benefit: () => null,
      }),
    ),
  );
}

function listWallets({ customer, params }: PortalCall): Response {
  const sorting = params.sorting(['created_at', 'balance'], '-created_at');
  if (params.issues.length > 0) return validationErrorResponse(params.issues);
  return jsonResponse(
    params.page(
      sorted(customer.wallets(), sorting, {
        created_at: (item) => Date.parse(item.created_at),
        balance: (item) => item.balance,
      }),
    ),
  );
}

function showUser({ customer, session }: PortalCall): Response {
  return jsonResponse({
    type: session.member ? 'member' : 'customer',
    name: customer.profile.name,
    email: customer.profile.email,
    customer_id: customer.id,
    member_id: session.member ? stableId('member', customer.externalId) : null,
    role: session.member ? 'owner' : null,
  });
}

function showChargePreview({ customer, elapsed, id }: PortalCall): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return validationErrorResponse([issue]);
  const found = customer.chargePreview(id.toLowerCase(), elapsed);
  return found === undefined ? resourceNotFoundResponse() : jsonResponse(found);
}

function oneResponse({ id }: PortalCall, items: readonly { id: string }[]): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return validationErrorResponse([issue]);
  const found = items.find((item) => item.id === id.toLowerCase());
  return found === undefined ? resourceNotFoundResponse() : jsonResponse(found);
}

/** True if the value is requested, or if the request names no values. */
function includes(requested: readonly string[], value: string | null): boolean {
  return requested.length === 0 || (value !== null && requested.includes(value));
}

function timeOf(date: string | null): number | null {
  return date === null ? null : Date.parse(date);
}
