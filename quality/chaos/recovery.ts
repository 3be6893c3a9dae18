import { touch } from './hand';
import type { Host } from './host';
import type { Oracle } from './oracle';
import type { Plan } from './plan';
import { isWell } from './rules';
import type { Survey } from './survey';
import type { World } from './world';

/**
 * How a page came back: there was nothing to come back from; by a question or a retry that was under way; because the
 * person came back to it (it was hidden, offline or closed); by "Try again"; with the next refresh, all retries being
 * used up; or not at all.
 */
export type Way = 'well' | 'retry' | 'return' | 'press' | 'beat' | 'lost';

/** What became of a page once nothing went wrong any more. */
export interface Outcome {
  way: Way;
  /** Milliseconds from the end of the last trouble, and of the wait that a server asked for, until all was shown and fresh. */
  recovery: number;
  /** Whether corrections of a bill were still to come, because the question that tells them had failed. */
  lostCorrections: boolean;
}

/** A page, as far as its recovery goes. */
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

/** Past this the page counts as one that never comes back. */
const patience = 200_000;
/** What a notice of trouble offers. */
const tryAgain = '.mf-notice button.mf-button, .mf-foot[role] button.mf-button';

/** Lets the trouble pass, and waits until all is shown. */
export async function recover(stage: Stage): Promise<Outcome> {
  const { world, root, plan } = stage;
  const { clock, requests } = world;
  const isDone = () => isWell(stage.survey(), stage.oracle());
  await world.play([]);
  stage.host.failTokens('empty', 0);
  const wasSeen = stage.mounted && stage.visible && stage.online;
  if (wasSeen && isDone()) return { way: 'well', recovery: 0, lostCorrections: lacksCorrections(stage) };

  if (!stage.online) stage.connect(true);
  if (!stage.visible) stage.see(true);
  if (!stage.mounted) stage.render(true);
  const passed = clock.now();
  let way: Way = wasSeen ? 'retry' : 'return';
  let since = passed;
  // Trouble that is under way ends when it ends: a request that hangs, at its deadline.
  const begun = () => Math.max(since, requests.lastTrouble, requests.waitUntil);
  const giveUp = Math.max(passed, requests.waitUntil) + patience;
  await stage.settle();
  while (!isDone()) {
    if (clock.now() >= giveUp) return { way: 'lost', recovery: Infinity, lostCorrections: false };
    if (clock.now() >= begun() && hasGivenUp(stage)) {
      const buttons = root.querySelectorAll<HTMLElement>(tryAgain);
      // Half of the people press; the others wait for the page to do it.
      if (plan.seed % 2 === 1 && buttons.length > 0 && way !== 'press') {
        way = 'press';
        since = clock.now();
        for (const button of buttons) button.click();
        await stage.settle();
        continue;
      }
      // What offers no button comes with the refresh.
      way = 'beat';
      since = passed;
    }
    // A list that is searched is not all, and the field may come back with the list.
    touch(root, { act: 'search', text: '' });
    await stage.step(giveUp);
  }
  return { way, recovery: Math.max(0, clock.now() - begun()), lostCorrections: lacksCorrections(stage) };
}

/** Whether nobody asks any more: what failed, or came with a part missing, waits for the next refresh. */
function hasGivenUp({ host, customer }: Stage): boolean {
  const active = host.queryClient.getQueryCache().findAll({ queryKey: ['meterface', customer], type: 'active' });
  return active.every(({ state }) => state.fetchStatus === 'idle');
}

function lacksCorrections(stage: Stage): boolean {
  return [...stage.root.querySelectorAll('article')].some((article) => {
    const known = stage.oracle().articles.get(article.getAttribute('aria-label') ?? '');
    const labels = [...(known?.amounts.keys() ?? [])].filter((label) => label.startsWith('Unused time') || label.startsWith('Remaining time'));
    return labels.some((label) => !article.textContent?.includes(label));
  });
}
