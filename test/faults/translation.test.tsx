import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Billing, Usage } from '../../src';
import { mixedTexts } from '../components/conformance';
import { pass } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { openPage } from './page';

holdInvariants();

const both = (
  <>
    <Usage showAsOf />
    <Billing showAsOf />
  </>
);
const twice = (
  <>
    <div data-testid="translated">{both}</div>
    <div data-testid="plain">{both}</div>
  </>
);

/** Does what Google Translate does to a page: every text moves into two nested `<font>` elements, as another node. */
function translate(root: Element): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts.filter(({ data }) => data.trim() !== '')) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append(document.createTextNode(text.data));
    outer.append(inner);
    text.replaceWith(outer);
  }
}

it('84 · a translated page shows the same as an untranslated one after each refresh, without a crash', async () => {
  const { polar, container } = await openPage({ widget: twice, polar: { moving: true }, provider: { refreshEvery: 60_000 } });
  const [translated, plain] = [screen.getByTestId('translated'), screen.getByTestId('plain')];
  await waitFor(() => expect(screen.getAllByText('Lumen Pro')).toHaveLength(2));
  await waitFor(() => expect(screen.getAllByText('AI tokens', { selector: 'bdi.mf-usage-name' })).toHaveLength(2));
  for (const details of container.querySelectorAll('details')) {
    details.open = true;
    fireEvent(details, new Event('toggle'));
  }
  await waitFor(() => expect(plain.querySelectorAll('.mf-receipt').length).toBeGreaterThan(0));
  await pass(1);

  const compareAfter = async (seconds: number) => {
    translate(translated);
    const before = plain.textContent;
    await pass(seconds, 10);
    expect(plain.textContent).not.toBe(before);
    expect(translated.textContent).toBe(plain.textContent);
    expect(mixedTexts(plain)).toEqual([]);
  };
  await compareAfter(70);
  await compareAfter(70);
  // A failed refresh adds text beside the translated text, and the next refresh removes it.
  polar.demo.play([{ fault: 429, retryAfter: 60, readable: true, on: '/meters/', times: 2 }]);
  await compareAfter(70);
  expect(plain).toHaveTextContent(/Couldn't refresh.*Try again/);
  await compareAfter(180);
  expect(plain).not.toHaveTextContent("Couldn't refresh");
});

it('84 · a translated notice shows the reason of the latest failure', async () => {
  const { polar } = await openPage({ widget: twice, faults: [{ fault: 429, retryAfter: 30, readable: true, on: '/meters/' }, { fault: 403, on: '/meters/', times: Infinity }] });
  const [translated, plain] = [screen.getByTestId('translated'), screen.getByTestId('plain')];
  await waitFor(() => expect(plain).toHaveTextContent(/Too many requests right now.*Try again/));
  translate(translated);
  await pass(40, 4);
  expect(plain).toHaveTextContent('Ask the account owner for access.');
  expect(translated.textContent).toBe(plain.textContent);
  translate(translated);
  polar.demo.play([]);
  fireEvent.click(screen.getAllByRole('button', { name: /^Try again/ })[0]!);
  await waitFor(() => expect(namesIn(plain)).toHaveLength(5));
  expect(translated.textContent).toBe(plain.textContent);
});
