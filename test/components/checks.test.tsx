import { describe, expect, it, vi } from 'vitest';
import { expectOtherFormats, expectSameFromServer, mixedTexts } from './conformance';

// Without these, the tests of every component would pass if a check checked nothing.
describe('the checks of every component', () => {
  it('mixedTexts() lists an element with a text beside another node', () => {
    const place = document.createElement('div');
    place.innerHTML = '<p>Beside <b>alone</b></p>';
    expect(mixedTexts(place)).toEqual(['<p>Beside <b>alone</b></p>']);
  });

  it('expectSameFromServer() rejects a component that renders something else in the browser', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const Peeking = () => <p>{document.body.childElementCount}</p>;
    expect(() => expectSameFromServer(<Peeking />)).toThrow('to deeply equal');
  });

  it('expectOtherFormats() rejects a component whose hydration corrects the server’s text', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const format = () => new Intl.NumberFormat('en').format(5);
    expect(() => expectOtherFormats(() => <p>{format()}</p>)).toThrow('to deeply equal');
    expect(() => expectOtherFormats(() => <p suppressHydrationWarning>{format()}</p>)).not.toThrow();
  });
});
