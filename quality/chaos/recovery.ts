import { touch } from './hand';
import type { Host } from './host';
import type { Oracle } from './oracle';
import type { Plan } from './plan';
import { isWell } from './rules';
import type { Survey } from './survey';
import type { World } from './world';

/**
 * How a page recovered: it didn't need to; by a pending request or retry; because the customer returned to it (it was
 * hidden, offline or closed); by "Try again"; by the refresh timer, after all retries; or never.
 */
export type Way = 'unneeded' | 'retry' | 'return' | 'press' | 'refresh' | 'lost';

/** The state of a page after the last fault. */
export interface Outcome {
  way: Way;
  /** Milliseconds until everything is visible and fresh: from the end of the last fault, the end of a wait that the server named, or the press of "Try again". */
  recovery: number;
  /** True if a bill still lacks its prorations, because the request for them failed. */
  lacksProrations: boolean;
}

/** The parts of a page that recovery needs. */
export interface Stage {
  plan: Plan;
  world: World;
  host: Host;
  root: HTMLElement;
  customer: string;
  mounted: boolean;
  visible: boolean;
  online: boolean;
  oracle: () => Oracle;
  survey: () => Survey;
  render: (mounted: boolean) => void;
  see: (visible: boolean) => void;
  connect: (online: boolean) => void;
  settle: () => Promise<void>;
  step: (end: number) => Promise<void>;
}

/** Milliseconds after which the page counts as lost. */
const patience = 200_000;
/** The buttons of error notices. */
const tryAgain = '.mf-notice button.mf-button, .mf-stale button.mf-button';

/** Ends all faults, and waits until everything is visible. */
export async function recover(stage: Stage): Promise<Outcome> {
  const { world, root, plan } = stage;
  const { clock, requests } = world;
  const isDone = () => isWell(stage.survey(), stage.oracle());
  await world.play([]);
  stage.host.failTokens('empty', 0);
  const wasSeen = stage.mounted && stage.visible && stage.online;
  if (wasSeen && isDone()) return { way: 'unneeded', recovery: 0, lacksProrations: hasMissingProrations(stage) };

  if (!stage.online) stage.connect(true);
  if (!stage.visible) stage.see(true);
  if (!stage.mounted) stage.render(true);
  const ended = clock.now();
  let way: Way = wasSeen ? 'retry' : 'return';
  let since = ended;
  // A fault in progress may last longer: a request that hangs ends at its deadline.
  const begun = () => Math.max(since, requests.lastTrouble, requests.waitUntil);
  const giveUp = Math.max(ended, requests.waitUntil) + patience;
  await stage.settle();
  while (!isDone()) {
    if (clock.now() >= giveUp) return { way: 'lost', recovery: Infinity, lacksProrations: false };
    if (clock.now() >= begun() && hasGivenUp(stage)) {
      const buttons = root.querySelectorAll<HTMLElement>(tryAgain);
      // Half of the customers press the button; the others wait for the page.
      if (plan.seed % 2 === 1 && buttons.length > 0 && way !== 'press') {
        way = 'press';
        since = clock.now();
        for (const button of buttons) button.click();
        await stage.settle();
        continue;
      }
      // Without a button, the next refresh is the way to recover.
      way = 'refresh';
      since = ended;
    }
    // A search hides part of the list, and its field may reappear with the list.
    touch(root, { act: 'search', text: '' });
    await stage.step(giveUp);
  }
  return { way, recovery: Math.max(0, clock.now() - begun()), lacksProrations: hasMissingProrations(stage) };
}

/** True if no request is pending: failed and incomplete queries wait for the next refresh. */
function hasGivenUp({ host, customer }: Stage): boolean {
  const active = host.queryClient.getQueryCache().findAll({ queryKey: ['meterface', customer], type: 'active' });
  return active.every(({ state }) => state.fetchStatus === 'idle');
}

function hasMissingProrations(stage: Stage): boolean {
  return [...stage.root.querySelectorAll('article')].some((article) => {
    const known = stage.oracle().articles.get(article.getAttribute('aria-label') ?? '');
    const labels = [...(known?.amounts.keys() ?? [])].filter((label) => label.startsWith('Unused time') || label.startsWith('Remaining time'));
    return labels.some((label) => !article.textContent?.includes(label));
  });
}
