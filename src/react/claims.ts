import { startTimer } from '../core/timer';
import type { ThresholdRecord } from '../core/thresholds';
import { type Marks, marks, randomText } from './marks';
import { callHost } from './report';

/** Something to do once, in only one of the open tabs. */
export interface Claim {
  /** The mark that says that it was done. */
  name: string;
  record: ThresholdRecord;
  /** Whether it still needs to be done, given what is remembered. */
  isNeeded: (known: ThresholdRecord | undefined) => boolean;
  /** Runs right after the mark was written: a tab that closes has done both or neither. What it throws or rejects with is reported. */
  run: () => unknown;
}

type Locks = Pick<LockManager, 'request'>;

/** Milliseconds that a browser may take to show other tabs what one tab stores. */
const settling = 50;

/**
 * Makes a function that runs claims: each in exactly one of the tabs that claim the same, even if some of them close
 * meanwhile. The tabs take turns, because each reads marks, writes some and removes those that have expired. A tab that
 * closes loses its turn. Where the browser has no locks, a tab announces its turn, and another takes over if nothing follows.
 */
export function createClaims(memory: Marks, locks: Locks | undefined): (claim: Claim) => Promise<void> {
  const queue: Claim[] = [];
  /** The turn that this tab waits for. */
  let turn: Promise<void> | undefined;

  return (claim) => {
    queue.push(claim);
    // Starts asynchronously: a turn that ends at once would otherwise be kept as the turn to wait for.
    return (turn ??= wait(0).then(takeTurn));
  };

  async function takeTurn(): Promise<void> {
    let isLocked = false;
    try {
      await locks?.request('meterface:turn', async () => {
        isLocked = true;
        // Gives this tab time to see what the tab before it has written, even if that one has closed at once.
        await wait(settling);
        runAll();
      });
    } catch {
      // A page without a proper origin has no locks.
    }
    if (!isLocked) await announceTurn();
  }

  async function announceTurn(): Promise<void> {
    const own = randomText();
    let last = '';
    for (let claim = queue.find(isNeeded); claim; claim = queue.find(isNeeded)) {
      const held = memory.text('turn');
      if (held && held !== last) {
        // Another tab has announced its turn, and takes it after one wait. This tab may see the announcement, and the mark that follows, late.
        last = held;
        await wait(3 * settling);
      } else {
        memory.write('turn', claim.record, own);
        await wait(settling);
        // Of several tabs, the one that has written last has its turn.
        if (memory.text('turn').endsWith(own)) {
          runAll();
          memory.remove('turn');
          return;
        }
      }
    }
    runAll();
  }

  function isNeeded(claim: Claim): boolean {
    return claim.isNeeded(memory.read(claim.name));
  }

  function runAll(): void {
    turn = undefined;
    for (const claim of queue.splice(0)) {
      if (!isNeeded(claim)) continue;
      memory.write(claim.name, claim.record);
      callHost(claim.run);
    }
  }
}

/** Runs each claim in exactly one tab of this browser. */
export const runClaim = createClaims(marks, globalThis.navigator?.locks);

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void startTimer(resolve, milliseconds));
}
