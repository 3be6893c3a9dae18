/** The rooms of `src` that are mutated: the folders whose tests run, and the lowest score that passes, in percent. */
export const rooms = {
  core: { tests: ['core'], floor: 90 },
  http: { tests: ['http', 'sources'], floor: 85 },
  sources: { tests: ['sources', 'http'], floor: 90 },
  server: { tests: ['server'], floor: 85 },
};
