/**
 * The rooms of `src` that are mutated: the folders whose tests run, the lowest score that passes in percent, and the number of
 * parts that a run is split into. A stopped run keeps the parts that it finished.
 */
export const rooms = {
  core: { tests: ['core'], floor: 90, parts: 8 },
  http: { tests: ['http', 'sources'], floor: 90, parts: 1 },
  sources: { tests: ['sources', 'http'], floor: 90, parts: 2 },
  server: { tests: ['server'], floor: 85, parts: 4 },
};
