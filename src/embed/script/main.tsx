import { Usage, type UsageProps } from '../../widgets/Usage';
import { useViews } from '../../widgets/useViews';
import { elements } from '../defineMeterface';
import { defineElements } from '../defineElements';
import { MeterfaceUsage } from '../MeterfaceUsage';

/** Waits for the styles of a layout as for a table: it shows the skeleton, and rows if the download fails. */
function StyledUsage({ layout, ...props }: UsageProps) {
  const isStyledLater = layout === 'compact' || layout === 'cards';
  const [views] = useViews(isStyledLater);
  return <Usage {...props} layout={isStyledLater && views === undefined ? 'table' : layout} />;
}

/** `<meterface-usage>` of the script, whose first file has the styles of rows only. */
class ScriptUsage extends MeterfaceUsage {
  protected override get widget() {
    return StyledUsage;
  }
}

defineElements({ ...elements, 'meterface-usage': ScriptUsage });
