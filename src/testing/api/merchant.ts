import { wireDate } from '../customers/calendar';
import { stableId } from '../fixtures/identity';
import type { WireSession } from '../fixtures/wire';
import type { WireIssue } from '../fixtures/wireRecord';
import type { DemoCustomer } from './customer';
import { uuidIssue } from './params';
import { listQuantities } from './quantities';
import { jsonResponse, resourceNotFoundResponse, validationErrorResponse } from './responses';
import type { DemoSession } from './sessions';

/** A request with the organization token. */
export interface MerchantCall {
  request: Request;
  /** Milliseconds of usage since the demo was made; 0 while usage stands still. */
  elapsed: number;
  /** When the demo was made, in milliseconds since 1970. */
  birth: number;
  /** The `{id}` of the path; empty for a path without one. */
  id: string;
  customers: readonly DemoCustomer[];
  openSession: (customer: DemoCustomer, options: { returnUrl?: string }) => DemoSession;
}

// The two request bodies that Polar accepts, by the names in its validation errors.
const byId = 'CustomerSessionCustomerIDCreate';
const byExternalId = 'CustomerSessionCustomerExternalIDCreate';

interface MerchantRoute {
  method: 'GET' | 'POST';
  respond: (call: MerchantCall) => Response | Promise<Response>;
}

/** The routes for the organization token, by path. */
export const merchantRoutes: Record<string, MerchantRoute> = {
  '/v1/customer-sessions/': { method: 'POST', respond: createCustomerSession },
  '/v1/customers/{id}/state': { method: 'GET', respond: stateById },
  '/v1/customers/external/{id}/state': { method: 'GET', respond: stateByExternalId },
  '/v1/meters/{id}': { method: 'GET', respond: meterById },
  '/v1/meters/{id}/quantities': { method: 'GET', respond: listQuantities },
};

/** A whole meter, as merchants see it. */
function meterById({ id, customers }: MerchantCall): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return validationErrorResponse([issue]);
  const found = customers.flatMap((customer) => customer.findMeter(id.toLowerCase()) ?? [])[0];
  if (found === undefined) return resourceNotFoundResponse();
  const { meter, seed } = found;
  const { aggregation = 'sum', unit = 'scalar' } = seed;
  const custom = typeof unit === 'object' ? { label: unit.label, multiplier: unit.multiplier ?? 1 } : undefined;
  return jsonResponse({
    ...meter.meter,
    metadata: {},
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: meter.meter.name }] },
    aggregation: aggregation === 'count' ? { func: 'count' } : { func: aggregation, property: 'units' },
    unit: custom ? 'custom' : unit,
    custom_label: custom?.label ?? null,
    custom_multiplier: custom?.multiplier ?? null,
    organization_id: stableId('organization', 'Lumen'),
    archived_at: null,
  });
}

function stateById({ id, customers, elapsed }: MerchantCall): Response {
  const issue = uuidIssue(id, ['path', 'id']);
  if (issue !== undefined) return validationErrorResponse([issue]);
  return stateResponse(customers.find((customer) => customer.id === id.toLowerCase()), elapsed);
}

function stateByExternalId({ id, customers, elapsed }: MerchantCall): Response {
  return stateResponse(customers.find(({ externalId }) => externalId === id), elapsed);
}

function stateResponse(customer: DemoCustomer | undefined, elapsed: number): Response {
  return customer === undefined ? resourceNotFoundResponse() : jsonResponse(customer.state(elapsed));
}

async function createCustomerSession(call: MerchantCall): Promise<Response> {
  const body = await readBody(call.request);
  if ('issues' in body) return validationErrorResponse(body.issues);
  const { customer_id, external_customer_id, return_url } = body.fields;
  const issues = [
    ...(customer_id === undefined && external_customer_id === undefined ? missingIssues(body.fields) : []),
    customer_id === undefined ? undefined : uuidIssue(customer_id, ['body', byId, 'customer_id']),
    textIssue(external_customer_id, 'external_customer_id'),
    textIssue(return_url, 'return_url'),
  ].filter((issue) => issue !== undefined);
  if (issues.length > 0) return validationErrorResponse(issues);

  const field = customer_id === undefined ? 'external_customer_id' : 'customer_id';
  const input = body.fields[field];
  const customer = call.customers.find(({ id, externalId }) =>
    field === 'customer_id' ? id === String(input).toLowerCase() : externalId === input,
  );
  if (customer === undefined) {
    const issue = { type: 'value_error', loc: ['body', field], msg: 'Customer does not exist.', input };
    return validationErrorResponse([issue], 'PolarRequestValidationError');
  }
  const session = call.openSession(customer, typeof return_url === 'string' ? { returnUrl: return_url } : {});
  return jsonResponse(wireSession(session, customer), 201);
}

function wireSession(session: DemoSession, customer: DemoCustomer): WireSession {
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
    if (isJsonObject(fields)) return { fields };
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { issues: [{ type: 'model_attributes_type', loc: ['body'], msg, input: fields }] };
  } catch {
    const ctx = { error: 'Expecting value' };
    return { issues: [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx }] };
  }
}

function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Polar reports a missing field for each of the two bodies, because either would be valid. */
function missingIssues(input: unknown): WireIssue[] {
  const paths = [
    [byId, 'customer_id'],
    [byExternalId, 'external_customer_id'],
  ];
  return paths.map((path) => ({ type: 'missing', loc: ['body', ...path], msg: 'Field required', input }));
}

function textIssue(input: unknown, field: string): WireIssue | undefined {
  if (input === undefined || input === null || typeof input === 'string') return undefined;
  const loc = ['body', byExternalId, field];
  return { type: 'string_type', loc, msg: 'Input should be a valid string', input };
}
