import { expect, it } from 'vitest';
import { closed, combinationAt, longCount, scenarioOfCombination, shortCount } from './billCombinations';
import { billFaults } from './billFaults';
import { chargeOracle } from './charge-oracle';

it('BillSummary’s text claims exactly what is known in every combination of the oracle’s dimensions', { timeout: 3_600_000 }, () => {
  const found: object[] = [];
  let count = 0;
  for (let number = 0; number < longCount; number += 1) {
    const combination = combinationAt(number);
    // Without charges, the long dimensions make no difference.
    if (number >= shortCount && closed.includes(combination.status)) continue;
    const { subscription, preview, orders } = chargeOracle(scenarioOfCombination(combination)).wire;
    const payload = combination.known === 'all' ? { subscription, preview, orders } : { subscription, preview: null, orders: null };
    found.push(...billFaults(payload).map((fault) => ({ fault, ...combination })));
    count += 1;
  }
  expect(found.slice(0, 10)).toEqual([]);
  expect(count).toBe(201_600);
});
