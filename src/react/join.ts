/** The components that share something, and how to stop it. */
interface Members<M> {
  members: Set<M>;
  stop?: () => void;
}

const groups = new WeakMap<object, Map<string, Members<unknown>>>();

/**
 * Joins those who share something of `owner` for a scope.
 * @param end runs when this was the last member to leave, a moment later: StrictMode and a component that another one
 *   replaces leave only to join again.
 * @returns the group, and a function that leaves it.
 */
export function join<M>(owner: object, scope: string, member: M, end: () => void): [group: Members<M>, leave: () => void] {
  const ofOwner = groups.get(owner) ?? new Map<string, Members<unknown>>();
  groups.set(owner, ofOwner);
  const group = ofOwner.get(scope) ?? { members: new Set() };
  ofOwner.set(scope, group);
  group.members.add(member);
  const leave = () => {
    group.members.delete(member);
    setTimeout(() => {
      if (group.members.size > 0 || ofOwner.get(scope) !== group) return;
      ofOwner.delete(scope);
      end();
    });
  };
  return [group as Members<M>, leave];
}
