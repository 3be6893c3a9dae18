import { wireOrganization } from '../fixtures/objects';
import { organizationData } from './catalog';
import type { DemoCustomer } from './customer';
import { jsonResponse, resourceNotFoundResponse } from './responses';

/** A request that needs no token. */
export interface PublicCall {
  /** The `{id}` of the path. */
  id: string;
  customers: readonly DemoCustomer[];
}

/** The routes that Polar serves without a token, by path. An invalid token is refused here, too. */
export const publicRoutes: Record<string, (call: PublicCall) => Response> = {
  '/v1/customer-portal/organizations/{id}': showOrganization,
};

/** The only organization is the merchant of the demo, by its slug. */
function showOrganization({ id, customers }: PublicCall): Response {
  if (id !== wireOrganization().slug) return resourceNotFoundResponse();
  return jsonResponse(organizationData(customers.flatMap(({ products }) => products())));
}
