import type { Ears } from './load';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Collects console output and uncaught errors. */
export function listenAll(): Ears & { close: () => void } {
  let heard: string[] = [];
  const real = methods.map((method) => [method, console[method]] as const);
  for (const method of methods) {
    console[method] = (...parts: unknown[]) => {
      heard.push(`console.${method}: ${parts.map(String).join(' ').slice(0, 600)}`);
    };
  }
  const onError = (event: ErrorEvent) => {
    heard.push(`thrown: ${event.message}`);
    event.preventDefault();
  };
  const onRejection = (reason: unknown) => {
    heard.push(`unhandled rejection: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  };
  const onBrowserRejection = (event: PromiseRejectionEvent) => onRejection(event.reason);
  const node = (globalThis as { process?: NodeJS.Process }).process;
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onBrowserRejection);
  node?.on?.('unhandledRejection', onRejection);
  return {
    heard: () => {
      const all = heard;
      heard = [];
      return all;
    },
    close: () => {
      for (const [method, own] of real) console[method] = own;
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onBrowserRejection);
      node?.off?.('unhandledRejection', onRejection);
    },
  };
}
