import { renderToString } from 'react-dom/server';
import { type MeterProps, UsageBar, type UsageModel } from '../../src';

/** What a `UsageBar` hands to those who lay its parts out themselves. */
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
  if (model === undefined) throw new Error('The bar did not ask for its children.');
  return model;
}
