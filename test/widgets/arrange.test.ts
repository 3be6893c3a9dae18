import { expect, it } from 'vitest';
import { parseCustomerMeter } from '../../src/core';
import { joinMeters } from '../../src/core/joinMeters';
import { wireMeter } from '../../src/testing';
import { arrange } from '../../src/widgets/arrange';

it.each([
  ['IŞIK', 'ışık'],
  ['ışık', 'IŞIK'],
  ['İstanbul', 'istanbul'],
  ['istanbul', 'İST'],
  ['IMAGES', 'images'],
])('arrange() finds %s by %s, in English and in Turkish', (name, query) => {
  const meters = joinMeters([wireMeter({ name }), wireMeter({ name: 'Other' })].map((meter) => parseCustomerMeter(meter)), undefined);
  for (const locale of ['en', 'tr']) expect(arrange(meters, query, 'pressing', locale, undefined).map(({ meter }) => meter.meter.name)).toEqual([name]);
});
