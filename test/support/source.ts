import { parseSync } from 'vite';

/** A node of a syntax tree: its type, its position, and children under any key. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export type Parsed = ReturnType<typeof parseSync>;

/** Parses a file of TypeScript or TSX. Throws on a syntax error. */
export function parseSource(file: string, code: string): Parsed {
  const parsed = parseSync(file, code);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  return parsed;
}

/** Yields every node in a value, the value itself included. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

/** The specifiers of a file's imports: `import`, `export … from`, `import()` and types. */
export function importsOf({ module, program }: Parsed): string[] {
  const named = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ];
  const computed = [...nodesOf(program)].flatMap((node) => (node.type === 'ImportExpression' || node.type === 'TSImportType' ? textOf(node['source']) : []));
  return [...new Set([...named, ...computed])];
}

/** The text of a literal; `…` for an expression that is computed at run time. */
function textOf(node: unknown): string {
  return isNode(node) && typeof node['value'] === 'string' ? node['value'] : '…';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
