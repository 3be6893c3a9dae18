import { parseSync } from 'vite';

/** A node of a syntax tree: a kind, a place and children under any name. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export type Parsed = ReturnType<typeof parseSync>;

/** A file of TypeScript or TSX, parsed. Throws when it is not syntax. */
export function parseSource(file: string, code: string): Parsed {
  const parsed = parseSync(file, code);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  return parsed;
}

/** Every node below a value, in the order of the text. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

/** What a file imports or exports from elsewhere, in any way: `import`, `export … from`, `import()`, types. */
export function importsOf({ module, program }: Parsed): string[] {
  const named = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ];
  const computed = [...nodesOf(program)].flatMap((node) => (node.type === 'ImportExpression' || node.type === 'TSImportType' ? textOf(node['source']) : []));
  return [...new Set([...named, ...computed])];
}

/** The text of a literal; code that is put together at run time is given back as `…`. */
function textOf(node: unknown): string {
  return isNode(node) && typeof node['value'] === 'string' ? node['value'] : '…';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
