#!/usr/bin/env node
/**
 * Prints the result of all checks, for `.ci/run`: `node scripts/count.js <folder of Vitest's JSON reports> [failed steps]`.
 * Counts each failed test, each test file that does not load, and each failed step. A step that runs tests has a report
 * named like it, such as `test:long.json`. It fails together with its tests, so it counts only if none of them failed:
 * then the error was outside of any test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...steps] = process.argv.slice(2);
const reports = new Map(readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
const failures = new Map([...reports].map(([file, report]) => [file, report.numFailedTests + unloaded(report).length]));
const failedSteps = steps.filter((step) => !failures.get(`${/^npm (?:run )?(test[:\w]*)/.exec(step)?.[1]}.json`));

const passed = sum([...reports.values()].map(({ numPassedTests }) => numPassedTests));
const failed = sum([...failures.values()]) + failedSteps.length;

for (const { name } of [...reports.values()].flatMap(unloaded)) console.log(`Failed outside of its tests: ${name}`);
for (const step of steps) console.log(`Failed: ${step}`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;

/** @param {{ testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} report */
function unloaded({ testResults }) {
  return testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'));
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
