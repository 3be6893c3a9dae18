#!/usr/bin/env node
/**
 * Prints the result of all checks, for `.ci/run`: `node scripts/count.js <folder> [failed steps]`. `<folder>` has a folder
 * for each step, with a JSON report of each run of Vitest in that step. Names each failed test, each test file that failed outside of its
 * tests, and each failed step. A failed step is counted only if it has none of the other failures, so that none is counted twice.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...steps] = process.argv.slice(2);
const reports = readdirSync(folder).flatMap((step) => readdirSync(join(folder, step)).map((file) => ({ step, ...JSON.parse(readFileSync(join(folder, step, file), 'utf8')) })));
const failuresIn = (report) => report.numFailedTests + unloaded(report).length;
const failedSteps = steps.filter((name) => !reports.some((report) => report.step === name && failuresIn(report) > 0));

const passed = sum(reports.map(({ numPassedTests }) => numPassedTests));
const failed = sum(reports.map(failuresIn)) + failedSteps.length;

for (const { name } of reports.flatMap(unloaded)) console.log(`Failed outside of its tests: ${name}`);
for (const { fullName, failureMessages } of reports.flatMap(failedTests)) console.log(`Failed test: ${fullName}\n  ${String(failureMessages[0]).split('\n')[0]}`);
for (const step of steps) console.log(`Failed: ${step}`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;

/** @param {{ testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} report */
function unloaded({ testResults }) {
  return testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'));
}

/** @param {{ testResults: { assertionResults: { fullName: string, status: string, failureMessages: string[] }[] }[] }} report */
function failedTests({ testResults }) {
  return testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed');
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
