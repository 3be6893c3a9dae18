import { expect, it, vi } from 'vitest';
import { vocabulary } from '../../scripts/manifest.js';
import { servePolar, settle } from '../react/polar';
import { create, elements, type Name, put, show, signedIn } from './elements';

const { parts, partsOf, slots, slotsOf } = vocabulary();
const widgets = (Object.keys(elements) as Name[]).filter((name) => name !== 'meterface-portal');

/** The parts that an element draws for a customer with everything unfolded, and when it can't load. */
async function drawnBy(name: Name): Promise<string[]> {
  const polar = await servePolar();
  const seen = new Set<string>();
  const look = async (element: Element) => {
    for (let turns = 0; turns < 6; turns += 1) await settle();
    for (const summary of element.shadowRoot!.querySelectorAll('summary')) summary.click();
    for (let turns = 0; turns < 3; turns += 1) await settle();
    for (const part of element.shadowRoot!.querySelectorAll('[part]')) seen.add(part.getAttribute('part')!);
    element.remove();
  };
  await look(await show({ ...signedIn(polar, 'ada'), 'top-up-url': '/plans' }, name));
  polar.respond = () => new Response(null, { status: 403 });
  await look(await put(create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' }, name)));
  return [...seen].toSorted();
}

/** The slots into which an element puts what the page gives: with data, without any, and when it can't load. */
async function slotsIn(name: Name): Promise<string[]> {
  const polar = await servePolar();
  const used = new Set<string>();
  const responses = [undefined, () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }), () => new Response(null, { status: 403 })];
  for (const respond of responses) {
    polar.respond = respond;
    const element = create({ ...signedIn(polar, 'ada'), 'refresh-every': '0' }, name);
    for (const slot of Object.keys(slots)) element.append(Object.assign(document.createElement('span'), { slot }));
    await put(element);
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('[aria-busy]')).toHaveAttribute('aria-busy', 'false'), 15_000);
    for (let turns = 0; turns < 6; turns += 1) await settle();
    for (const child of element.children) if (child.assignedSlot) used.add(child.slot);
    element.remove();
  }
  return [...used].toSorted();
}

it.each(widgets)('the manifest lists the slots that %s has', async (name) => {
  expect(await slotsIn(name)).toEqual(slotsOf[name]?.toSorted());
});

it.each(widgets)('the manifest lists the parts that %s draws', async (name) => {
  expect(await drawnBy(name)).toEqual((partsOf[name] ?? []).toSorted());
});

it('every part belongs to an element', () => {
  expect([...new Set(Object.values(partsOf).flat())].toSorted()).toEqual(Object.keys(parts).toSorted());
});
