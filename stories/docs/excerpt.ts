/** Cuts an example down to one name: the declarations that mention the name, those that they need, and the imports. */
export function excerpt(code: string, name: string): string {
  const [head = '', ...rest] = code.split(/\n(?=(?:export )?(?:async )?(?:function|const|class) )/);
  const parts = rest.map((text) => ({ text: text.trimEnd(), declared: /^(?:export )?(?:async )?(?:function|const|class) (\w+)/.exec(text)?.[1] ?? '' }));
  const kept = new Set(parts.filter(({ text }) => mentions(text, name)));
  // A set also visits what is added while it is read.
  for (const { text } of kept) for (const part of parts) if (mentions(text, part.declared)) kept.add(part);
  if (kept.size === 0) return code.trimEnd();
  const body = parts.filter((part) => kept.has(part)).map(({ text }) => text).join('\n\n');
  return `${importsFor(head, body).trimEnd()}\n\n${body}`;
}

/** The lines before the first declaration, without the imported names that the code doesn't use. */
function importsFor(head: string, body: string): string {
  return head.replaceAll(/^import (type )?\{([^}]*)\} from ('[^']+';)\n?/gm, (_, type: string | undefined, names: string, from: string) => {
    const used = names.split(',').map((one) => one.trim()).filter((one) => one !== '' && mentions(body, one.split(' ').at(-1) ?? ''));
    return used.length === 0 ? '' : `import ${type ?? ''}{ ${used.join(', ')} } from ${from}\n`;
  });
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
