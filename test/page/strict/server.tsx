import { Writable } from 'node:stream';
import { dehydrate, QueryClient } from '@tanstack/react-query';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { prefetchPortal, serializeData } from '../../../src';
import { createPolarSource, type Fetch } from '../../../src/sources';
import { App, type Shown } from './App';

export interface RenderOptions extends Shown {
  /** Calls the proxy in process, with the cookies of the incoming request. */
  fetch: Fetch;
  /** Uses `renderToPipeableStream` instead of `renderToString`. */
  streamed: boolean;
  /** Dehydrates without `serializeData`. */
  plain: boolean;
}

/** Renders the widgets and returns their HTML and the query cache as JSON. */
export async function render({ fetch, streamed, plain, ...shown }: RenderOptions): Promise<{ html: string; state: string }> {
  const source = createPolarSource({ server: '/api/portal', fetch });
  const queryClient = new QueryClient();
  await prefetchPortal(queryClient, { source, scope: shown.scope });
  const app = <App source={source} queryClient={queryClient} {...shown} />;
  const html = streamed ? await stream(app) : renderToString(app);
  const state = JSON.stringify(dehydrate(queryClient, plain ? {} : { serializeData }));
  queryClient.clear();
  return { html, state };
}

function stream(app: React.ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    let html = '';
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        html += chunk.toString();
        done();
      },
      final(done) {
        resolve(html);
        done();
      },
    });
    const { pipe } = renderToPipeableStream(app, { onAllReady: () => void pipe(sink), onShellError: reject, onError: reject });
  });
}
