'use client';
import type { ReactNode } from 'react';
import { displayName } from '../core/displayName';
import type { AccountMeter } from '../core/joinMeters';
import { useWords } from '../i18n/context';
import { tableWords } from '../i18n/english/table';
import { Heading } from './Heading';

interface UsageGroupsProps {
  meters: readonly AccountMeter[];
  /** The level of the headings. */
  level: number;
  /** Renders the meters of one group. */
  list: (meters: readonly AccountMeter[]) => ReactNode;
}

/** The meters of each subscription below its plan's name, in the order of their first meters, and the rest at the end. */
export function UsageGroups({ meters, level, list }: UsageGroupsProps): ReactNode {
  const { messages } = useWords(tableWords);
  const groups = new Map<string, AccountMeter[]>();
  for (const joined of meters) {
    const id = joined.subscription?.id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), joined]);
  }
  const rest = groups.get('');
  groups.delete('');
  return (
    <>
      {[...groups].map(([id, some]) => (
        <PlanGroup key={id} level={level} name={displayName(some[0]?.subscription?.product.name)}>
          {list(some)}
        </PlanGroup>
      ))}
      {rest && (
        <PlanGroup level={level} name={groups.size > 0 ? messages.otherMeters : ''}>
          {list(rest)}
        </PlanGroup>
      )}
    </>
  );
}

function PlanGroup({ level, name, children }: { level: number; name: string; children: ReactNode }): ReactNode {
  return (
    <div className="mf-group">
      {name !== '' && (
        <Heading level={level} className="mf-group-name">
          <bdi className="mf-text">{name}</bdi>
        </Heading>
      )}
      {children}
    </div>
  );
}
