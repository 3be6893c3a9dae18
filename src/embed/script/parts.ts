/** What the files of one build of the script share. A page may have two builds, so each has its own. */
interface Shared {
  /** What other files use of the main file. */
  exports?: unknown[];
  /** Parts that have been downloaded. */
  parts: Record<string, object>;
}

/** Set by the build: identifies it. */
declare const METERFACE_BUILD: string;
/** Set by the build: the expression for the address of this file as a module; empty for a classic script. */
declare const METERFACE_ADDRESS: string;

const key = Symbol.for(METERFACE_BUILD);
/** A classic script knows its address only while it runs for the first time, which is here. */
const base = METERFACE_ADDRESS || runningScript()?.src || document.baseURI;
const downloads = new Map<string, Promise<void>>();

/**
 * Downloads a part from beside this script. The build replaces each `import()` of a relative path with a call of this function, except in src/sources.
 * @public
 */
export async function loadPart(name: string): Promise<object> {
  const file = `meterface-${name}.js`;
  await download(file);
  const part = sharedParts().parts[name];
  if (part === undefined) throw new Error(`${file} is from another version.`);
  return part;
}

/**
 * What the files of this build share. scripts/embed.js imports it.
 * @public
 */
export function sharedParts(): Shared {
  const scope = globalThis as unknown as Record<symbol, Shared | undefined>;
  return (scope[key] ??= { parts: {} });
}

/** Reads the getter of `Document.prototype`, because an element named "currentScript" hides the document's own property. */
function runningScript(): HTMLScriptElement | null {
  return Reflect.get(Document.prototype, 'currentScript', document) as HTMLScriptElement | null;
}

/** A download is repeated only after a failure. */
function download(name: string): Promise<void> {
  const known = downloads.get(name);
  if (known) return known;
  const started = run(new URL(name, base).href).catch((error: unknown) => {
    downloads.delete(name);
    throw error;
  });
  downloads.set(name, started);
  return started;
}

/** Trusted Types forbid setting the address of a script element, but not `import()`. A script element can load a file without CORS headers, `import()` can't. */
async function run(url: string): Promise<void> {
  try {
    await import(/* @vite-ignore */ url);
  } catch {
    await runAsScript(url);
  }
}

function runAsScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${url} did not load.`)));
    script.src = url;
    document.head.append(script);
  });
}
