/**
 * The rooms of `src` that are mutated: the folders whose tests run, the lowest score that passes in percent, the number of
 * parts that a run is split into (a stopped run keeps those that it finished), and the number of cases of random tests.
 */
export const rooms = {
  core: { tests: ['core'], floor: 90, parts: 8, cases: 1000 },
  http: { tests: ['http', 'sources'], floor: 90, parts: 1, cases: 1000 },
  sources: { tests: ['sources', 'http'], floor: 90, parts: 2, cases: 1000 },
  server: { tests: ['server'], floor: 85, parts: 4, cases: 6000 },
};
