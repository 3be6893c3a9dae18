import { invalid, json, resourceNotFound } from './answers';
import { wireDate } from '../customers/calendar';
import type { DemoCustomer } from './customer';
import { uuidIssue } from './params';
import { quantities } from './quantities';
import type { Session } from './sessions';
import type { WireIssue, WireSession } from '../fixtures/wire';

/** A request that the organization's token came with. */
export interface MerchantCall {
  request: Request;
  /** Milliseconds since the demo was made, as far as usage is concerned. */
  elapsed: number;
  /** When the demo was made. */
  birth: number;
  /** The `{id}` of the path; empty where there is none. */
  id: string;
  customers: readonly DemoCustomer[];
  openSession: (customer: DemoCustomer, options: { returnUrl?: string }) => Session;
}

// The two bodies that Polar accepts, as its errors name them.
const byId = 'CustomerSessionCustomerIDCreate';
const byExternalId = 'CustomerSessionCustomerExternalIDCreate';

interface MerchantRoute {
  method: 'GET' | 'POST';
  answer: (call: MerchantCall) => Response | Promise<Response>;
}

/** What only the merchant may do, by path. */
export const merchantRoutes: Record<string, MerchantRoute> = {
  '/v1/customer-sessions/': { method: 'POST', answer: createSession },
  '/v1/customers/{id}/state': { method: 'GET', answer: stateById },
  '/v1/customers/external/{id}/state': { method: 'GET', answer: stateByExternalId },
  '/v1/meters/{id}/quantities': { method: 'GET', answer: quantities },
};

function stateById({ id, customers, elapsed }: MerchantCall): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return invalid([issue]);
  return state(customers.find((customer) => customer.id === id.toLowerCase()), elapsed);
}

function stateByExternalId({ id, customers, elapsed }: MerchantCall): Response {
  return state(customers.find(({ externalId }) => externalId === id), elapsed);
}

function state(customer: DemoCustomer | undefined, elapsed: number): Response {
  return customer === undefined ? resourceNotFound() : json(customer.state(elapsed));
}

async function createSession(call: MerchantCall): Promise<Response> {
  const body = await readBody(call.request);
  if ('issues' in body) return invalid(body.issues);
  const { customer_id, external_customer_id, return_url } = body.fields;
  const issues = [
    ...(customer_id === undefined && external_customer_id === undefined ? missing(body.fields) : []),
    customer_id === undefined ? undefined : uuidIssue(customer_id, ['body', byId, 'customer_id']),
    textIssue(external_customer_id, 'external_customer_id'),
    textIssue(return_url, 'return_url'),
  ].filter((issue) => issue !== undefined);
  if (issues.length > 0) return invalid(issues);

  const field = customer_id === undefined ? 'external_customer_id' : 'customer_id';
  const input = body.fields[field];
  const customer = call.customers.find(({ id, externalId }) =>
    field === 'customer_id' ? id === String(input).toLowerCase() : externalId === input,
  );
  if (customer === undefined) {
    const issue = { type: 'value_error', loc: ['body', field], msg: 'Customer does not exist.', input };
    return invalid([issue], 'PolarRequestValidationError');
  }
  const session = call.openSession(customer, typeof return_url === 'string' ? { returnUrl: return_url } : {});
  return json(wireSession(session, customer), 201);
}

function wireSession(session: Session, customer: DemoCustomer): WireSession {
  return {
    id: session.id,
    created_at: wireDate(session.createdAt.getTime(), session.id),
    modified_at: null,
    token: session.token,
    expires_at: wireDate(session.expiresAt.getTime(), session.id),
    return_url: session.returnUrl,
    customer_portal_url: `https://polar.example/lumen/portal?customer_session_token=${session.token}`,
    customer_id: customer.id,
    customer: customer.profile,
  };
}

async function readBody(request: Request): Promise<{ fields: Record<string, unknown> } | { issues: WireIssue[] }> {
  const text = await request.text();
  if (text === '') return { issues: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }] };
  try {
    const fields: unknown = JSON.parse(text);
    if (isRecord(fields)) return { fields };
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { issues: [{ type: 'model_attributes_type', loc: ['body'], msg, input: fields }] };
  } catch {
    const ctx = { error: 'Expecting value' };
    return { issues: [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx }] };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Either way of naming the customer would do, so both are reported. */
function missing(input: unknown): WireIssue[] {
  const ways = [
    [byId, 'customer_id'],
    [byExternalId, 'external_customer_id'],
  ];
  return ways.map((way) => ({ type: 'missing', loc: ['body', ...way], msg: 'Field required', input }));
}

function textIssue(input: unknown, field: string): WireIssue | undefined {
  if (input === undefined || input === null || typeof input === 'string') return undefined;
  const loc = ['body', byExternalId, field];
  return { type: 'string_type', loc, msg: 'Input should be a valid string', input };
}
