import * as fc from 'fast-check';

// The same cases for every mutant, and no search for the shortest case that fails: one failure is enough.
fc.configureGlobal({ seed: 1, endOnFailure: true });
