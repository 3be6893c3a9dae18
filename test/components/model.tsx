import { renderToString } from 'react-dom/server';
import { type MeterProps, UsageBar, type UsageModel } from '../../src';

/** The argument that `UsageBar` passes to a function as child. */
export function modelOf(props: MeterProps): UsageModel {
  let model: UsageModel | undefined;
  renderToString(
    <UsageBar {...props}>
      {(usage) => {
        model = usage;
        return null;
      }}
    </UsageBar>,
  );
  if (model === undefined) throw new Error('UsageBar did not call its child.');
  return model;
}
