import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import * as React from 'react';
import { afterEach, vi } from 'vitest';
import { keepQuiet } from './quiet';

keepQuiet();

// Testing Library sets this flag and cleans up by itself only if test functions are globals.
(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
afterEach(cleanup);
// Default: one second, which a busy machine may need for one render.
configure({ asyncUtilTimeout: 15_000 });
// React 19 takes a stack trace for each element, for its developer tools. No test and no warning shows it.
const internals: unknown = Reflect.get(React, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
if (internals !== undefined) Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', { get: () => Infinity, set: () => {}, configurable: true });
// Runs before a mocked clock is removed: restoring a spy on its `setTimeout` later would bring that clock back for all later files.
afterEach(() => void vi.restoreAllMocks());

// Test files share a window and a clock. Each starts with an empty page, empty storage and real timers.
vi.useRealTimers();
globalThis.document?.body.replaceChildren();
globalThis.window?.localStorage.clear();
globalThis.window?.sessionStorage.clear();
