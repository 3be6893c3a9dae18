#!/usr/bin/env node
/**
 * What reading 1,000 meters costs on top of `JSON.parse`, as a ratio: both are measured in turn within one process,
 * so that a slow machine slows both. Exits with 1 when it is over budget. Build first. Run with
 * `--disallow-code-generation-from-strings`, as pages with a strict policy do.
 */
import { parseMeterList } from 'meterface/core';
import { wireMeter, wirePage } from 'meterface/testing';

const budget = 4;
const rounds = 101;

const meters = Array.from({ length: 1000 }, (_, index) => wireMeter({ name: `Meter ${index}`, consumed_units: index * 3, credited_units: 1000 }));
const text = JSON.stringify(wirePage(meters));

const read = () => parseMeterList(JSON.parse(text));
const alone = () => JSON.parse(text);

const { items, issues } = read();
if (items.length !== meters.length || issues.length > 0) throw new Error('The meters cannot be read, so there is nothing to measure.');

const ratios = [];
for (let round = 0; round < rounds; round++) {
  const [first, second] = round % 2 === 0 ? [time(alone), time(read)] : [time(read), time(alone)].toReversed();
  // The first rounds are the compiler's.
  if (round >= 20) ratios.push(second / first);
}
const ratio = median(ratios);

console.log(`Reading 1,000 meters (${Math.round(text.length / 1000)} kB) takes ${ratio.toFixed(2)} × JSON.parse alone; the budget is ${budget}.`);
if (ratio > budget) process.exitCode = 1;

/** Milliseconds for a few calls. */
function time(call) {
  const start = performance.now();
  for (let index = 0; index < 3; index++) call();
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
