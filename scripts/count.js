#!/usr/bin/env node
/**
 * Says how a run of the checks went, for `.ci/run`: `node scripts/count.js <Vitest's JSON report> [steps that failed]`.
 * A test file that cannot be loaded is a failure, and so is a step. The test step fails with its tests: it counts only
 * when none of them did, as after an error outside of any test.
 */
import { existsSync, readFileSync } from 'node:fs';

const [path, ...steps] = process.argv.slice(2);
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, testResults: [] };

const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'));
const inTests = report.numFailedTests + unloaded.length;
const failed = inTests + steps.filter((step) => inTests === 0 || !step.startsWith('npm test')).length;

for (const { name } of unloaded) console.log(`Failed outside of its tests: ${name}`);
for (const step of steps) console.log(`Failed: ${step}`);
console.log(`${report.numPassedTests} passed, ${failed} failed`);
if (failed > 0 || report.numPassedTests === 0) process.exitCode = 1;
