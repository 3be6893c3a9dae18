import { createRoot, type Root } from 'react-dom/client';
import { touch } from './hand';
import { createHost, type Host } from './host';
import { inspect } from './inspect';
import { momentsOf } from './moments';
import { Oracle } from './oracle';
import type { Act, Plan } from './plan';
import { type Outcome, recover, type Stage } from './recovery';
import { checkLabels, checkSecrets, checkShape, checkWaits, type Memory, noMemory } from './rules';
import { slots, type Survey, surveyOf } from './survey';
import type { World } from './world';

/** The result of one page load. */
export interface Report extends Outcome {
  seed: number;
  /** At most 20 broken rules, each with its time and the current action. */
  violations: string[];
  acts: number;
  requests: number;
  /** The number of checks. */
  checks: number;
  /** Milliseconds of page time. */
  length: number;
  longestLoading: number;
}

/** Collects console output, unhandled rejections and errors thrown in listeners. */
export interface Ears {
  heard: () => string[];
}

/** Runs one load against a world, and checks the page after every change and every tick. */
export async function runLoad(plan: Plan, world: World, ears: Ears): Promise<Report> {
  const load = new Load(plan, world, ears);
  return load.run();
}

class Load implements Stage {
  private readonly violations = new Set<string>();
  readonly host: Host;
  readonly root: HTMLElement;
  private readonly react: Root;
  private readonly oracles = new Map<string, Oracle>();
  private memory: Memory = noMemory();
  customer: string;
  mounted = false;
  visible = true;
  online = true;
  private checks = 0;
  private learned = 0;
  private doing = 'opening';
  private over = false;
  private changed = { shape: true, texts: true };
  private searched = -1;
  private surveyed: Survey | undefined;

  constructor(
    readonly plan: Plan,
    readonly world: World,
    private readonly ears: Ears,
  ) {
    this.customer = plan.customer;
    this.host = createHost(world, plan);
    document.body.innerHTML = '<p data-sibling>Beside the widgets</p><div></div>';
    this.root = document.body.lastElementChild as HTMLElement;
    const fail = (what: string) => (error: unknown) => this.violate(`${what}: ${String(error)}`);
    this.react = createRoot(this.root, { onUncaughtError: fail('The root broke'), onCaughtError: fail('A widget broke') });
  }

  async run(): Promise<Report> {
    const { plan, world } = this;
    this.render(false);
    await this.settle();
    const watch = new MutationObserver(() => this.look(false));
    watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    for (const [index, act] of plan.acts.entries()) {
      this.doing = `act ${index} ${JSON.stringify(act).slice(0, 120)}`;
      await this.perform(act);
      await this.settle();
    }
    this.doing = 'recovering';
    const outcome = await recover(this);
    if (outcome.way === 'lost') this.violate(`The page is lost: ${this.stateOfThings()}`);
    this.doing = 'the end';
    this.render(false);
    await this.settle();
    for (const one of checkSecrets(this.host.queryClient, this.host)) this.violate(one);
    watch.disconnect();
    this.over = true;
    this.react.unmount();
    // From here on, pending requests must have no effect.
    await this.pass(30_000);
    this.host.queryClient.clear();
    for (const one of this.ears.heard()) this.violate(one);
    document.body.innerHTML = '';
    return {
      seed: plan.seed,
      violations: [...this.violations],
      acts: plan.acts.length,
      requests: world.requests.count,
      checks: this.checks,
      length: world.clock.now() - plan.start,
      longestLoading: this.memory.longestLoading,
      ...outcome,
    };
  }

  private async perform(act: Act): Promise<void> {
    const { world, root } = this;
    switch (act.act) {
      case 'faults':
        return world.play(act.steps);
      case 'token':
        return this.host.failTokens(act.fault, act.times);
      case 'expire':
        return world.expire();
      case 'pass':
        return this.pass(act.milliseconds);
      case 'sleep':
        // Waits don't count while the page sleeps.
        for (const slot of slots) if (this.memory.loadingSince[slot] !== undefined) this.memory.loadingSince[slot] += act.milliseconds;
        return world.clock.sleep(act.milliseconds);
      case 'hide':
        return this.see(false);
      case 'show':
        return this.see(true);
      case 'offline':
      case 'online':
        return this.connect(act.act === 'online');
      case 'unmount':
        return this.render(false);
      case 'mount':
        return this.render(true);
      case 'scope':
        return this.switchTo(act.customer);
      case 'retry':
      case 'more':
      case 'unfold':
      case 'search':
      case 'sort':
      case 'slide':
        return touch(root, act);
    }
  }

  private async switchTo(customer: string): Promise<void> {
    const isAnother = customer !== this.customer;
    this.customer = customer;
    await this.learn();
    this.render(this.mounted);
    await this.world.settle();
    const typed = this.root.querySelector<HTMLInputElement>('input[type=search]')?.value ?? '';
    if (isAnother && typed !== '') this.violate('What the last customer had typed is shown to the next one');
  }

  /** Details for a report of a lost page. */
  private stateOfThings(): string {
    const queries = this.host.queryClient.getQueryCache().findAll({ type: 'active' });
    const states = queries.map(({ queryKey, state }) => `${String(queryKey[3])} ${state.status} ${state.fetchStatus}`);
    return `${states.join(', ')}; ${this.root.querySelectorAll('li .mf-usage').length} bars, ${this.root.querySelectorAll('article').length} bills`;
  }

  connect(online: boolean): void {
    this.online = online;
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }

  see(visible: boolean): void {
    this.visible = visible;
    this.changed.shape = true;
    Object.defineProperty(document, 'visibilityState', { value: visible ? 'visible' : 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }

  render(mounted: boolean): void {
    const { customer } = this;
    this.forget(mounted);
    this.react.render(this.host.page({ customer, mounted, strict: this.plan.strict }));
  }

  private last = '';
  /** If the customer changes, or the widgets mount or unmount, what was visible before no longer counts. */
  private forget(mounted: boolean): void {
    const shown = `${this.customer} ${mounted}`;
    if (shown !== this.last) this.memory = { ...noMemory(), longestLoading: this.memory.longestLoading };
    this.last = shown;
    this.mounted = mounted;
  }

  private async pass(milliseconds: number): Promise<void> {
    const end = this.world.clock.now() + milliseconds;
    while (this.world.clock.now() < end) await this.step(end);
  }

  /** Advances to the next timer, but not beyond this time. */
  async step(end: number): Promise<void> {
    const { clock } = this.world;
    clock.moveTo(Math.min(clock.next(), end));
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.world.settle();
    if (this.over) return;
    await this.learn();
    this.look(true);
  }

  /** Gives the oracle the data at the time of each request, because the page may show any of them. */
  private async learn(): Promise<void> {
    const { requests, wire } = this.world;
    const known = this.oracles.has(this.customer);
    if (known && (!this.plan.moving || this.learned === requests.count)) return;
    this.learned = requests.count;
    this.oracle().learn(await wire(this.customer));
  }

  /** The survey of the page, cached until it changes. */
  survey(): Survey {
    return (this.surveyed ??= surveyOf(this.root));
  }

  oracle(): Oracle {
    const found = this.oracles.get(this.customer) ?? new Oracle();
    this.oracles.set(this.customer, found);
    return found;
  }

  /** Checks the page. If nothing has changed, as after most ticks, the shape and the texts aren't checked again. */
  private look(isDrawn: boolean): void {
    const { root, world, plan, memory, visible, host } = this;
    const now = world.clock.now();
    const found: string[] = [];
    if (!isDrawn) {
      this.changed = { shape: true, texts: true };
      this.surveyed = undefined;
    }
    const survey = this.survey();
    const mounted = this.mounted && survey.widgets.usage !== undefined;
    if (this.changed.shape) {
      this.checks += 1;
      found.push(...checkShape(survey, { memory, mounted, visible, now }));
    } else found.push(...checkWaits({ memory, mounted, visible, now }));
    // 250 meters take long to inspect, so the check waits until they are rendered.
    if (this.changed.texts && (isDrawn || (!plan.moving && (survey.widgets.usage?.bars ?? 0) < 50))) {
      found.push(...inspect(root, { oracle: this.oracle(), began: plan.start, now, ...momentsOf(host.queryClient) }));
      this.changed = { shape: false, texts: false };
    }
    if (isDrawn) this.changed.shape = false;
    if (isDrawn && mounted) found.push(...checkLabels(survey, host.queryClient, this.customer));
    if (isDrawn && this.searched !== world.requests.count) {
      this.searched = world.requests.count;
      found.push(...checkSecrets(host.queryClient, host));
    }
    for (const one of [...found, ...this.ears.heard()]) this.violate(one);
  }

  private violate(what: string): void {
    const { world, plan, doing } = this;
    if (this.violations.size < 20) this.violations.add(`${what} (at ${((world.clock.now() - plan.start) / 1000).toFixed(1)} s, ${this.customer}, ${doing})`);
  }
}
