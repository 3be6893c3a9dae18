/** The users of a shared resource, such as a timer, and a function that stops it. */
interface Members<M> {
  members: Set<M>;
  stop?: () => void;
}

const groups = new WeakMap<object, Map<string, Members<unknown>>>();

/**
 * Joins the users of a resource that `owner` has for a scope.
 * @param end runs a moment after the last member has left. Without the delay, StrictMode's remount or a component that
 *   replaces another would end the resource and start it again.
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
