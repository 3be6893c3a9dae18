/** The fields of objects that are parsed by a schema, as `object({ id: text, … })` of src/core/schemas declares them. */

/**
 * @typedef {import('./reference.js').Member} Member
 * @typedef {{ find: (file: string, name: string) => { file: string, node: any } | undefined, text: (file: string) => string, doc: (file: string, position: number) => string }} Sources
 */

/** @type {Readonly<Record<string, string>>} Descriptions of fields that many objects have, so that no schema repeats them. */
const usual = {
  id: 'Its id at Polar.',
  name: 'Its name.',
  createdAt: 'When Polar created it.',
  modifiedAt: 'When it last changed; `null` if it never did.',
  customerId: 'The id of the customer.',
  meterId: 'The id of the meter.',
  productId: 'The id of the product.',
  subscriptionId: 'The id of the subscription.',
  discountId: 'The id of the discount; `null` without one.',
  organizationId: 'The id of your organization at Polar.',
  externalId: 'Your own id for the customer; `null` without one.',
  status: 'Its status at Polar.',
  currency: 'Lowercase currency code.',
  amount: 'Minor units; `null` when unknown.',
  meter: 'The meter that it is about.',
  meters: 'Its meters.',
  product: 'The plan.',
  prices: 'What the plan costs.',
  items: 'Its lines.',
  activeMeters: 'The meters of the customer.',
  activeSubscriptions: 'The subscriptions that are active or in a trial.',
  recurringInterval: 'How often it renews.',
  recurringIntervalCount: 'After how many of these intervals it renews.',
  currentPeriodStart: 'When the current period began.',
  trialStart: 'When the trial began; `null` without one.',
  trialEnd: 'When the trial ends; `null` without one.',
  cancelAtPeriodEnd: 'Whether it ends with the current period.',
  canceledAt: 'When it was canceled; `null` if it was not.',
  startedAt: 'When it began.',
  endsAt: 'When it will end; `null` if it won’t.',
  endedAt: 'When it ended; `null` if it has not.',
  pastDueAt: 'When a payment became overdue; `null` if none is.',
  pauseAtPeriodEnd: 'Whether it pauses after the current period.',
  pausedAt: 'When it was paused; `null` if it is not.',
  resumesAt: 'When it resumes; `null` if that is not known.',
  benefit: 'What grants the credits.',
  grantedAt: 'When it was granted.',
  revokedAt: 'When it was revoked; `null` if it was not.',
  isGranted: 'Whether it is in force.',
  isRevoked: 'Whether it was revoked.',
  baseAmount: 'The price of the next period’s plan, before a discount; 0 if the subscription ends.',
  meteredAmount: 'What its meters add.',
  prorationAmount: 'What prorations add; negative if they reduce the charge.',
  subtotalAmount: 'The sum of the base, metered and proration amounts.',
  discountAmount: 'What the discount takes off.',
  netAmount: 'After the discount, without tax.',
  taxAmount: 'The tax.',
  archivedAt: 'When it was archived; `null` if it was not.',
  unit: 'How its units are shown.',
  taxIncluded: 'Whether prices include tax.',
  kind: 'The kind of price.',
  tiers: 'The rates, by quantity.',
  seatTiers: 'The price of a seat, by number of seats.',
};

/** @type {Readonly<Record<string, string>>} */
const leaves = { text: 'string', decimal: 'string', flag: 'boolean', quantity: 'number | null', quantityOrNull: 'number | null', instant: 'Date', instantOrNull: 'Date | null', anything: 'unknown' };

/** The members of `z.output<typeof name>`. @param {Sources} sources @param {string} file @param {string} name @returns {Member[]} */
export function schemaFields(sources, file, name) {
  const found = sources.find(file, name);
  if (found === undefined) return [];
  const { node } = found;
  if (node.init?.type === 'ObjectExpression') return fieldsIn(sources, found.file, node.init);
  const [given] = node.init?.callee?.name === 'object' ? node.init.arguments : [];
  if (given?.type === 'Identifier') return schemaFields(sources, found.file, given.name);
  return given?.type === 'ObjectExpression' ? fieldsIn(sources, found.file, given) : [];
}

/** @param {Sources} sources @param {string} file @param {any} node @returns {Member[]} */
function fieldsIn(sources, file, node) {
  return node.properties.flatMap((/** @type {any} */ property) => {
    // `...fields`, or `...schema.shape`.
    if (property.type === 'SpreadElement') return schemaFields(sources, file, property.argument.object?.name ?? property.argument.name);
    const name = property.key.name ?? property.key.value;
    const { type, isOptional } = typeOf(sources, file, property.value);
    return [{ name, type, isOptional, doc: sources.doc(file, property.start) || (usual[name] ?? '') }];
  });
}

/** The type that a field's parser returns. @param {Sources} sources @param {string} file @param {any} node @returns {{ type: string, isOptional: boolean }} */
function typeOf(sources, file, node) {
  const inner = (/** @type {any} */ one) => typeOf(sources, file, one);
  const is = (/** @type {string} */ type, isOptional = false) => ({ type, isOptional });
  if (node.type === 'Identifier') {
    if (leaves[node.name] !== undefined) return is(leaves[node.name] ?? '');
    const found = sources.find(file, node.name);
    const isParser = found?.node.init?.type === 'CallExpression' && found.node.init.callee.name !== 'object' && found.node.init.callee.name !== 'choice';
    return found !== undefined && isParser ? typeOf(sources, found.file, found.node.init) : is(publicName(sources, found?.file ?? file, node.name));
  }
  if (node.type !== 'CallExpression') return is('unknown');
  const { callee, arguments: [first, second] } = node;
  switch (callee.name) {
    case 'optional':
      return is(inner(first).type, true);
    case 'nullable':
      return is(inner(first).type.replace(/(?: \| null)?$/, ' | null'), inner(first).isOptional);
    case 'derived':
      return inner(first);
    case 'textOf':
      return is(sources.text(file).slice(node.typeArguments.params[0].start, node.typeArguments.params[0].end).replace(' | (string & {})', ' | string'));
    case 'constant':
      return is(sources.text(file).slice(first.start, first.end));
    case 'mark':
      return is('true', true);
    case 'each':
    case 'list':
      return is(`${inner(second?.type === 'ObjectExpression' || second === undefined ? first : second).type}[]`);
    case 'orElse':
      return inner(second);
    case 'dictionary':
      return is(`Record<string, ${inner(first).type}>`);
    case 'object':
      return is(written(fieldsIn(sources, file, first)));
    default:
      return is('unknown');
  }
}

/** `productPriceSchema` parses a `ProductPrice`. What has no name is written out. @param {Sources} sources @param {string} file @param {string} schema */
function publicName(sources, file, schema) {
  const name = schema.replace(/Schema$/, '').replace(/^./, (letter) => letter.toUpperCase());
  const known = sources.find(file, name) ?? sources.find(file, `Customer${name}`);
  return known === undefined ? written(schemaFields(sources, file, schema)) : known.node.id.name;
}

/** @param {readonly Member[]} fields */
function written(fields) {
  return `{ ${fields.map(({ name, type, isOptional }) => `${name}${isOptional ? '?' : ''}: ${type}`).join('; ')} }`;
}
