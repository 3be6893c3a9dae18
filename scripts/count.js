#!/usr/bin/env node
/**
 * Prints how a run of the checks went, for `.ci/run`: `node scripts/count.js <folder of Vitest's JSON reports> [steps that
 * failed]`. A test file that does not load is a failure, and so is a step. A step of tests has a report of its own name,
 * such as `test:long.json`; since it fails with its tests, it counts only when none of them failed, as after an error
 * outside of any test.
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
