// Again in a window, with both versions of React.
import './date.test';
