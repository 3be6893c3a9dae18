import { forwardRef, type ReactNode } from 'react';
import { Balance } from '../components/Balance';
import { bone } from '../components/bone';
import { bounded } from '../widgets/bounded';
import type { PlainSlots } from './slotsOf';
import { useOneMeter, type WhichMeter } from './useOneMeter';

export interface MeterBalanceProps extends PlainSlots, WhichMeter {}

/** What is left of a meter, as a phrase in a sentence: "—" while it can't be loaded, because a notice would break the sentence. */
export const MeterBalance = bounded(forwardRef<HTMLDivElement, MeterBalanceProps>(function MeterBalance(props, _ref): ReactNode {
  const { lang, dir, empty, error } = props;
  const { one, status } = useOneMeter(props);
  const given = status === 'error' ? error : status === 'empty' ? empty : undefined;
  return (
    <span lang={lang} dir={dir} className="mf mf-body" aria-busy={status === 'loading'}>
      {status === 'loading' ? bone(6) : (given ?? <Balance meter={one?.meter} terms={one?.terms} unit={one?.unit} data-code={status === 'error' ? '' : undefined} />)}
    </span>
  );
}));
