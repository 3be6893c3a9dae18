/** How a browser is set before it starts. */
export interface Settings {
  /** The color scheme that the reader prefers. */
  scheme?: 'light' | 'dark';
  /** Whether the reader's own few colors replace those of the page. WebKitGTK has no such setting and ignores it. */
  forcedColors?: boolean;
}

/** One tab of any browser, with what the tests of three browsers need. */
export interface Tab {
  /** Opens a URL. Resolves when its HTML has been read, at least up to the module script. Scripts may still load. */
  goto: (url: string) => Promise<void>;
  /** Replaces the document with other HTML. */
  setContent: (html: string) => Promise<unknown>;
  /** Runs a function in the page. The function can use only its argument. */
  evaluate: <Argument, Result>(run: (argument: Argument) => Result, argument: Argument) => Promise<Awaited<Result>>;
  /** Sets the size of the viewport, in pixels. */
  resize: (width: number, height: number) => Promise<void>;
  /** Presses one key. */
  press: (key: Key) => Promise<void>;
  /** Types characters. */
  type: (text: string) => Promise<void>;
  /** The visible part of the page as a PNG. */
  screenshot: () => Promise<Uint8Array>;
  close: () => Promise<void>;
}

export type Key = 'Tab' | 'Enter' | 'Space' | 'Home' | 'End' | 'ArrowLeft' | 'ArrowRight' | 'ArrowDown' | 'Escape';
