import { parseSync } from 'vite';

/**
 * One small change to a file.
 * @typedef {object} Mutant
 * @property {string} file
 * @property {number} start
 * @property {number} end
 * @property {string} text The replacement.
 * @property {string} kind
 * @property {number} line
 * @property {string} was The original text.
 * @property {number | undefined} within The start of the body of the innermost function around it.
 * @property {string} id Names the change and not its line, so that it stays the same when code above it changes.
 */

const comparisons = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' };
const arithmetic = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*', '+=': '-=', '-=': '+=', '*=': '/=' };
const siblings = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', every: 'some', some: 'every', startsWith: 'endsWith', endsWith: 'startsWith' };
/** Methods that return the type that they are called on, so that a call can be dropped. */
const droppable = new Set(['filter', 'flat', 'map', 'replace', 'replaceAll', 'slice', 'sort', 'toLowerCase', 'toUpperCase', 'trim']);
const leaves = new Set(['ThrowStatement', 'ReturnStatement', 'ContinueStatement', 'BreakStatement']);
const effects = new Set(['CallExpression', 'AwaitExpression', 'AssignmentExpression', 'UpdateExpression', 'ChainExpression', 'UnaryExpression']);

/** Makes all mutants of a file, in the order of its text. Types, imports, comments and messages stay unchanged. @param {string} file @param {string} code */
export function mutantsOf(file, code) {
  const found = new Map();
  const textOf = ({ start, end }) => code.slice(start, end);
  const add = (kind, { start, end }, text) => {
    if (textOf({ start, end }) === text || !isProgram(file, code.slice(0, start) + text + code.slice(end))) return;
    const line = code.slice(0, start).split('\n').length;
    found.set(`${start}:${end}:${text}`, { file, start, end, text, kind, line, was: textOf({ start, end }) });
  };

  const visit = (node, parents) => {
    if (node.type.startsWith('Import') || (node.type.startsWith('TS') && !('expression' in node))) return;
    mutate(node, parents.at(-1), parents, add, textOf);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'typeAnnotation' || key === 'typeArguments' || key === 'returnType') continue;
      for (const child of [value].flat()) if (typeof child?.type === 'string') visit(child, [...parents, node]);
    }
  };
  visit(parseSync(file, code).program, []);
  const bodies = bodiesOf(file, code);
  const seen = new Map();
  return [...found.values()]
    .toSorted((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1))
    .map((mutant) => {
      const what = JSON.stringify([file, mutant.kind, mutant.was, mutant.text]);
      seen.set(what, (seen.get(what) ?? 0) + 1);
      const within = bodies.findLast(({ start, end }) => start <= mutant.start && mutant.end <= end)?.start;
      return { ...mutant, within, id: `${what} ${seen.get(what)}` };
    });
}

/** Adds probes to a file: each function that runs reports the start of its body to `globalThis.meterfaceHits`. @param {string} file @param {string} code */
export function withProbes(file, code) {
  const edits = bodiesOf(file, code).flatMap(({ start, end, isBlock }) => {
    const hit = `globalThis.meterfaceHits?.add('${file}:${start}')`;
    return isBlock ? [{ at: start + 1, text: `${hit};` }] : [{ at: start, text: `(${hit}, ` }, { at: end, text: ')' }];
  });
  // From the end, so that earlier positions stay valid; at the same position the inner function closes first.
  return edits.toSorted((a, b) => b.at - a.at).reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.at), code);
}

/** Finds the bodies of a file's functions, outer ones before inner ones. */
function bodiesOf(file, code) {
  const found = [];
  const visit = (node) => {
    if (/Function/.test(node.type) && !node.type.startsWith('TS') && node.body) found.push({ start: node.body.start, end: node.body.end, isBlock: node.body.type === 'BlockStatement' });
    for (const value of Object.values(node)) for (const child of [value].flat()) if (typeof child?.type === 'string') visit(child);
  };
  visit(parseSync(file, code).program);
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function isProgram(file, code) {
  return parseSync(file, code).errors.length === 0;
}

function mutate(node, parent, parents, add, textOf) {
  switch (node.type) {
    case 'IfStatement':
      add(isExit(node.consequent) ? 'guard removed' : 'branch never taken', node, node.alternate ? textOf(node.alternate) : ';');
      add('branch always taken', node.test, 'true');
      break;
    case 'ConditionalExpression':
      add('condition always true', node.test, 'true');
      add('condition always false', node.test, 'false');
      break;
    case 'LogicalExpression':
      add('operand removed', node, textOf(node.left));
      add('operand removed', node, textOf(node.right));
      break;
    case 'BinaryExpression':
      operator(node, comparisons, 'comparison changed', add, textOf);
      if (![node.left, node.right].some(isText)) operator(node, arithmetic, 'arithmetic changed', add, textOf);
      break;
    case 'AssignmentExpression':
      if (!isText(node.right)) operator(node, arithmetic, 'arithmetic changed', add, textOf);
      break;
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') add('sign removed', node, textOf(node.argument));
      break;
    case 'Literal':
      literal(node, parent, parents, add);
      break;
    case 'BlockStatement':
      if (node.body.length > 0 && parent.type !== 'TryStatement' && parent.type !== 'IfStatement') add('block emptied', node, '{}');
      break;
    case 'ArrowFunctionExpression':
      if (node.body.type !== 'BlockStatement') add('returns nothing', node.body, 'undefined');
      break;
    case 'ExpressionStatement':
      if (effects.has(node.expression.type)) add('statement removed', node, ';');
      break;
    case 'ThrowStatement':
      add('does not throw', node, ';');
      break;
    case 'ReturnStatement':
      if (node.argument && isGuarded(parents)) add('returns nothing', node.argument, 'undefined');
      break;
    case 'ObjectExpression':
      node.properties.forEach((property, index) => {
        const next = node.properties[index + 1];
        add('property dropped', { start: property.start, end: next ? next.start : property.end }, '');
      });
      break;
    case 'CallExpression':
      if (node.callee.type === 'MemberExpression' && droppable.has(node.callee.property.name)) add('call dropped', node, textOf(node.callee.object));
      break;
    case 'MemberExpression':
      if (node.optional && !node.computed) add('assumed to exist', { start: node.object.end, end: node.property.start }, '.');
      if (!node.computed && parent.type === 'CallExpression' && Object.hasOwn(siblings, node.property.name)) add('other method', node.property, siblings[node.property.name]);
      break;
    case 'SpreadElement':
      if (parent.type !== 'ObjectExpression' && parent.elements?.length > 1) add('spread dropped', node, '');
      break;
  }
}

function operator(node, others, kind, add, textOf) {
  const other = others[node.operator];
  if (other === undefined) return;
  const { end } = node.left;
  const between = textOf({ start: end, end: node.right.start });
  const at = end + between.indexOf(node.operator);
  // Replaces the whole expression, because the report shows it.
  add(kind, node, textOf({ start: node.start, end: at }) + other + textOf({ start: at + node.operator.length, end: node.end }));
}

/** Changes few literals: booleans, numbers that are limits or defaults, codes and options, the ends of patterns. */
function literal(node, parent, parents, add) {
  const isNamed = ['VariableDeclarator', 'AssignmentPattern'].includes(parent.type) || (parent.type === 'Property' && parent.value === node);
  if (node.regex) {
    const { pattern, flags } = node.regex;
    if (pattern.startsWith('^')) add('pattern opened', node, `/${pattern.slice(1)}/${flags}`);
    if (pattern.endsWith('$') && !pattern.endsWith('\\$')) add('pattern opened', node, `/${pattern.slice(0, -1)}/${flags}`);
    if (flags.includes('i')) add('pattern strict about case', node, `/${pattern}/${flags.replace('i', '')}`);
  } else if (typeof node.value === 'boolean') {
    add('true for false', node, String(!node.value));
  } else if (typeof node.value === 'number') {
    const isLimit = isNamed || (parent.type === 'BinaryExpression' && Object.hasOwn(comparisons, parent.operator)) || isBound(parent);
    // Beyond 2^53 the next number is the same.
    if (isLimit && node.value + 1 !== node.value) add('limit moved', node, String(node.value + 1));
  } else if (typeof node.value === 'string') {
    // Text with a space is for people, and text without a letter isn't a name.
    const isCode = /^[\w./:+-]*[a-z][\w./:+-]*$/i.test(node.value) && (isNamed || parent.type === 'ArrayExpression');
    if (isCode && !parents.some(({ type }) => type === 'TemplateLiteral')) add('other text', node, "'mutant'");
  }
}

function isBound({ type, callee }) {
  return type === 'CallExpression' && callee.object?.name === 'Math';
}

function isText(node) {
  return node.type === 'TemplateLiteral' || typeof node.value === 'string' || (node.type === 'BinaryExpression' && [node.left, node.right].some(isText));
}

function isExit(statement) {
  return leaves.has(statement.type) || (statement.type === 'BlockStatement' && leaves.has(statement.body.at(-1)?.type));
}

/** True for one of several ways out of a function. Emptying the block covers a function with a single one. */
function isGuarded(parents) {
  return parents.at(-1).type === 'IfStatement' || ['TryStatement', 'IfStatement', 'CatchClause'].includes(parents.at(-2)?.type);
}
