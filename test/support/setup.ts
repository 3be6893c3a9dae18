import './quiet';
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// Testing Library does both of these by itself only where test functions are globals.
(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
afterEach(cleanup);

// Files share a window and a clock: each finds them as if it were alone.
vi.useRealTimers();
globalThis.document?.body.replaceChildren();
