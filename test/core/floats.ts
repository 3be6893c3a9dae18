import { type Node, nodesOf, parseSource } from '../support/source';

const arithmetic = ['+', '-', '*', '/', '%', '**'];
const conversions = ['Number', 'parseFloat', 'parseInt'];
const wrappers = ['ChainExpression', 'ParenthesizedExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'];
/** Names of amounts: `amount`, `unitAmount`, `cap_amount`, `subtotal`, `total`. */
const money = /^(amount|\w+(Amount|_amount)|subtotal|total)$/;

/**
 * Every expression in which a file computes with an amount as a float: arithmetic, `toFixed()`, or a conversion of its text to a number.
 * Exact arithmetic uses `BigInt(…)` or core/rational.ts, whose operands are calls and not names of amounts.
 */
export function floatingAmounts(file: string, code: string): string[] {
  return [...nodesOf(parseSource(file, code).program)].flatMap((node) => (computes(node) ? `${file}: ${code.slice(node.start, node.end)}` : []));
}

function computes(node: Node): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return arithmetic.includes(String(node['operator'])) && [node['left'], node['right']].some(isAmount);
    case 'AssignmentExpression':
      return arithmetic.includes(String(node['operator']).slice(0, -1)) && [node['left'], node['right']].some(isAmount);
    case 'UnaryExpression':
      return ['-', '+'].includes(String(node['operator'])) && isAmount(node['argument']);
    case 'UpdateExpression':
      return isAmount(node['argument']);
    case 'CallExpression':
      return converts(node);
    default:
      return false;
  }
}

/** `Number(amount)`, `amount.toFixed(2)`. */
function converts({ callee, arguments: given }: Node): boolean {
  if (isAmount((given as unknown[])[0]) && conversions.includes(nameOf(callee) ?? '')) return true;
  const method = callee as Node;
  return method.type === 'MemberExpression' && nameOf(method['property']) === 'toFixed' && isAmount(method['object']);
}

/** Whether an expression is an amount: a name, a property, a default value or a type assertion. */
function isAmount(value: unknown): boolean {
  const node = value as Node | null | undefined;
  if (node === null || node === undefined) return false;
  if (node.type === 'Identifier') return money.test(nameOf(node) ?? '');
  if (node.type === 'MemberExpression') return isAmount(node['property']);
  if (node.type === 'LogicalExpression') return isAmount(node['left']) || isAmount(node['right']);
  return wrappers.includes(node.type) && isAmount(node['expression']);
}

function nameOf(node: unknown): string | undefined {
  const name = (node as Node | null | undefined)?.['name'];
  return typeof name === 'string' ? name : undefined;
}
