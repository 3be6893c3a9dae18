// Runs date.test.ts again in a window, with both versions of React.
import './date.test';
