import { describe, expect, it } from 'vitest';
import * as stories from '../../stories/HostPages.stories';
import { hosts } from './hosts';

describe('each host page', () => {
  it('has a story, and each story of host pages has a host', () => {
    const { default: _, ...named } = stories;
    expect(new Set(Object.values(named).map(({ args }) => args?.name))).toEqual(new Set(hosts.map(({ name }) => name)));
  });
});
