import { installClock } from './clock';
import { listenAll } from './ears';
import { type Report, runLoad } from './load';
import { type Plan, planOf } from './plan';
import { chanceOf } from './random';
import { noExchanges, watched, type World } from './world';

/** After this many real milliseconds, a pending request is taken to wait for page time. */
const patience = 300;

/** Runs the load of one seed in a browser, against a demo over sockets. */
export async function runInBrowser(seed: number, server: string): Promise<Report> {
  // The server's delays take real time, so they are short, and its clock stands still.
  const plan = planOf(seed, { delay: 40, canMove: false });
  const ears = listenAll();
  const world = await createBrowserWorld(plan, server);
  try {
    return await runLoad(plan, world, ears);
  } finally {
    world.close();
    ears.close();
  }
}

async function createBrowserWorld({ seed, start }: Plan, server: string): Promise<World & { close: () => void }> {
  const [realFetch, realTimeout, realNow, random] = [globalThis.fetch.bind(globalThis), setTimeout.bind(globalThis), performance.now.bind(performance), Math.random];
  let asking = 0;
  const control = async <T>(action: string, body: unknown = {}): Promise<T> => {
    // `settle` waits for these requests, such as one for a token, so they take no page time.
    asking += 1;
    const response = await realFetch(`/control/${seed}/${action}`, { method: 'POST', body: JSON.stringify(body) }).finally(() => (asking -= 1));
    if (!response.ok) throw new Error(`The server of the loads responded with ${response.status} to ${action}`);
    return (await response.json()) as T;
  };
  await control('open', { start });
  const clock = installClock(start);
  Math.random = chanceOf(seed ^ 0x5eed).next;
  const requests = noExchanges();
  let troubled = false;
  const wait = (milliseconds: number) => new Promise<void>((resolve) => void realTimeout(resolve, milliseconds));
  const turn = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    });

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await turn();
      if (clock.next() <= clock.now()) {
        clock.moveTo(clock.now());
        quiet = 0;
      } else quiet += 1;
      const isFresh = [...requests.open].some(({ began }) => realNow() - began < patience);
      if (isFresh || asking > 0) {
        await wait(1);
        quiet = 0;
      }
    }
  }

  return {
    clock,
    server: `${server}/${seed}`,
    fetch: watched(realFetch, { requests, now: clock.now, realNow, isTroubled: () => troubled }),
    requests,
    settle,
    play: (steps) => {
      troubled = steps.length > 0;
      return control('play', steps);
    },
    mint: (customer) => control('mint', { customer }),
    expire: () => control('expire'),
    wire: (customer) => control('wire', { customer }),
    close: () => {
      clock.uninstall();
      Math.random = random;
    },
  };
}
