#!/usr/bin/env node
/**
 * Finds phrases and British spellings that this project avoids: `npm run words [-- src/server test/server …]`. Prints each with its
 * place and exits with 1 when there is one. A match may span two lines of a comment.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const places = ['src', 'stories', 'test', 'quality', 'bench', 'scripts', 'demo', 'examples', 'docs', '.storybook', '.ci', 'vite.config.ts', 'README.md', 'AGENTS.md'];
const extensions = ['', '.ts', '.tsx', '.js', '.css', '.html', '.md', '.mdx'];
const skipped = /(^|\/)(node_modules|dist|\.next)(\/|$)|^scripts\/words\.js$|^test\/contract\//;

/** Each is wrong wherever it occurs; the comment above it says what to write instead. */
const phrases = [
  // Name the actor: "the widget", "the server", "no test".
  'nobody|somebody|anybody|everybody|whoever|whosoever|who asks?|one[’\']s own',
  // "whose", "that have", or two sentences.
  'of which|that which|written so that',
  // Active voice: "the browser learns", "the request asks for", "Polar refuses".
  '(?:is|are|was|were|be|been|being) (?:told|asked|said)|hear(?:s|ing|d)? of|told of',
  // "request" or "query", "refresh timer", "entry point".
  'questions?|rhythms?|(?:a|each|every|the|this|that|next|one|two) beats?|doors?',
  // "invalid", "malformed", "is not a …".
  '(?:which|that|it|they|dates?|what) (?:is|are) none|(?<!there )(?:is|are|was|were) no (?:address|amount|currency|date|error|id|list|meter|name|number|object|path|string|text|time|token|version)',
  // "expired" or "ended": "over" means beyond the credits.
  '(?:wait|second|minute|hour|day|month|year|time|period|trial|session|deadline|pause|block|it|they) (?:is|are|was|were) over(?! the)',
  // "unreachable", "automatically", "again", "to no effect", "a way forward", "the most complete amount that is known".
  'so the [^.]{0,40}cannot(?: work)?|go(?:es)? on by itself|anew|in vain|a way on|comes? to nothing|as far as can be known|best[- ]known',
  // The thing itself, so that no reader has to look back: "the bill", "each", "trailing slash", "to", "because".
  'the latter|the former|respectively|vice versa|the other way a?round|last slash|(?:there|where|here)(?:of|by|in|upon)|in order to|so as to|as per|thus|hence|upon',
  // American spelling, as in Polar's and React's own texts: "color", "canceled", "labeled", "recognize", "toward".
  '(?:behavi|col|fav|flav|hon|lab|neighb)our\\w*|cancell(?:ed|ing)|(?:label|model|signal|travel)l(?:ed|ing)|centre\\w*|grey|artefact|judgement|licence|defence|whilst|towards|(?:after|back|up|down)wards',
  '\\w*(?:author|capital|custom|emphas|general|initial|local|minim|normal|optim|organ|priorit|random|real|recogn|sanit|serial|summar|synchron|util)is(?:e[ds]?|ing|ation\\w*)|analys(?:ed?|ing)',
];
const pattern = new RegExp(`\\b(?:${phrases.join('|')})\\b`.replaceAll(' ', '(?:\\s|\\*|//)+'), 'gi');

/** Lines where such a phrase is right, as `file: line`. Give the reason in a comment. */
const exceptions = new Set([
  // The name of an option of Storybook's.
  '.storybook/manager.ts: layoutCustomisations: {',
]);

const given = process.argv.slice(2);
const files = (given.length > 0 ? given : places).flatMap(filesIn);
const found = files.flatMap((file) => matchesIn(file));

for (const { file, line, phrase } of found) console.log(`${file}:${line}: ${phrase}`);
console.log(found.length === 0 ? `No forbidden phrase in ${files.length} files.` : `${found.length} forbidden phrases. Rewrite each sentence; scripts/words.js says what to write instead.`);
if (found.length > 0) process.exitCode = 1;

/** @param {string} file */
function matchesIn(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.split('\n');
  return [...text.matchAll(pattern)].flatMap((match) => {
    const line = text.slice(0, match.index).split('\n').length;
    if (exceptions.has(`${file}: ${lines[line - 1]?.trim()}`)) return [];
    return { file, line, phrase: match[0].replace(/[\s*/]+/g, ' ') };
  });
}

/** @param {string} place a file or a folder, from the root of the project */
function filesIn(place) {
  const entry = statSync(join(root, place), { throwIfNoEntry: false });
  if (entry === undefined) return [];
  const names = entry.isDirectory() ? readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((name) => join(place, name)) : [place];
  return names.filter((name) => !skipped.test(name) && extensions.includes(extname(name)) && statSync(join(root, name)).isFile());
}
