/**
 * Changes that old libraries make to a page's built-ins, as scripts that run before ours. Written after reading them: only the
 * parts that differ from a browser's own.
 */
export const oldPages = {
  /** Prototype.js 1.6 and 1.7: `entries` copies an array, `Array.from` ignores its map argument and reads no iterator. */
  'Prototype.js': `
    Array.prototype.entries = function () { return this.slice(); };
    Array.prototype.toArray = function () { return this.slice(); };
    String.prototype.toArray = function () { return this.split(''); };
    Array.from = function (list) {
      if (!list) return [];
      if ('toArray' in Object(list)) return list.toArray();
      var length = list.length || 0, copy = new Array(length);
      while (length--) copy[length] = list[length];
      return copy;
    };
    Array.prototype.find = function (test) { for (var i = 0; i < this.length; i++) if (test(this[i], i)) return this[i]; };
    Object.values = function (object) { var found = []; for (var key in object) found.push(object[key]); return found; };
    Array.prototype.toJSON = function () { return '[' + this.map(function (item) { return JSON.stringify(item); }).join(', ') + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };
    Number.prototype.toJSON = function () { return String(this); };
    Date.prototype.toJSON = function () { return '"' + this.toISOString().replace(/\\.\\d+/, '') + '"'; };
    if (window.Element) Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
    document.getElementsByClassName = function (name) { return [].slice.call(document.querySelectorAll('.' + name)); };`,
  /** Prototype.js 1.7.3 restores `entries` by deleting it, which leaves arrays without the method. */
  'Prototype.js 1.7.3': 'delete Array.prototype.entries; Array.from = function (list) { return list ? [].slice.call(list) : []; };',
  /** MooTools: enumerable methods of arrays and functions; `Array.from` wraps anything that is not a list. */
  MooTools: `
    Array.from = function (item) { return item == null ? [] : Array.isArray(item) ? item : typeof item.length === 'number' && typeof item !== 'string' ? [].slice.call(item) : [item]; };
    Array.prototype.each = function (visit, bind) { this.forEach(visit, bind); };
    Array.prototype.append = function (items) { this.push.apply(this, items); return this; };
    Function.prototype.implement = function (name, method) { this.prototype[name] = method; return this; };
    String.prototype.contains = function (text) { return this.indexOf(text) >= 0; };
    window.Element && (Element.prototype.set = function (name, value) { this[name] = value; return this; });`,
  /** Prototype.js before native `bind`: its bound functions can't be constructed. */
  'an old bind()': `
    Function.prototype.bind = function (context) {
      var method = this, given = [].slice.call(arguments, 1);
      return function () { return method.apply(context, given.concat([].slice.call(arguments))); };
    };`,
  /** core-js 2 replaces working promises with polyfills. */
  'core-js 2': `
    (function (Native) {
      function Old(run) { return new Native(run); }
      Old.prototype = Native.prototype;
      ['resolve', 'reject', 'all', 'race'].forEach(function (name) { Old[name] = Native[name].bind(Native); });
      window.Promise = Old;
    })(Promise);`,
  'JSON replaced': '(function (native) { window.JSON = { parse: function (text) { return native.parse(text); }, stringify: native.stringify }; })(JSON);',
} as const satisfies Readonly<Record<string, string>>;

/** Enumerable additions, which zod's own constructors mistake for options of a schema. */
export const additions = {
  'additions to Object.prototype': `
    Object.prototype.each = function (visit) { for (var key in this) visit(this[key], key); };
    Object.prototype.options = { deep: true };
    Object.defineProperty(Object.prototype, 'should', { enumerable: true, configurable: true, get: function () { return undefined; }, set: function () {} });`,
  'additions to Array.prototype': 'Array.prototype.each = function () {}; Array.prototype.version = 2;',
} as const satisfies Readonly<Record<string, string>>;

/** A `fetch` whose responses have `text()`, and no stream: a polyfill, or one that a monitoring script has patched. */
export const fetchWithoutStream = `
  (function (native) {
    window.fetch = function (url, init) {
      return native(url, init).then(function (response) {
        return { ok: response.ok, status: response.status, headers: response.headers, text: function () { return response.text(); } };
      });
    };
  })(window.fetch);`;

const owners = () => [Array, Array.prototype, Date.prototype, Function.prototype, JSON, Number.prototype, Object, Object.prototype, Promise, String.prototype, globalThis.document, globalThis.Element?.prototype].filter((owner) => owner !== undefined) as object[];
const globals = ['JSON', 'Promise', 'fetch'] as const;

/** Runs a page's script. Returns a function that restores the built-ins. */
function replaceBuiltins(script: string): () => void {
  const before = owners().map((owner) => [owner, Object.getOwnPropertyDescriptors(owner)] as const);
  const values = globals.map((name) => [name, globalThis[name]] as const);
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function('window', script)(globalThis);
  return () => {
    for (const [owner, descriptors] of before) {
      for (const key of Reflect.ownKeys(owner)) if (!Object.hasOwn(descriptors, key)) Reflect.deleteProperty(owner, key);
      for (const key of Reflect.ownKeys(descriptors)) if (Reflect.get(descriptors, key).configurable) Object.defineProperty(owner, key, Reflect.get(descriptors, key) as PropertyDescriptor);
    }
    for (const [name, value] of values) Reflect.set(globalThis, name, value);
  };
}

/** Runs a function while a page's script has replaced built-ins, until its promise has settled if it returns one. */
export function usingBuiltins<T>(script: string, run: () => T): T {
  const restore = replaceBuiltins(script);
  let isPending = false;
  try {
    const result = run();
    isPending = result instanceof Promise;
    return isPending ? ((result as Promise<unknown>).finally(restore) as T) : result;
  } finally {
    if (!isPending) restore();
  }
}
