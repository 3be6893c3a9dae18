import { Usage, type UsageProps } from '../../widgets/Usage';
import { useViews } from '../../widgets/useViews';
import { elements } from '../defineMeterface';
import { defineElements } from '../defineElements';
import { MeterfaceUsage } from '../MeterfaceUsage';

/** While the styles of `compact` or `cards` download, `Usage` gets the layout `table`, so that it shows a skeleton. If the download fails, it shows rows. */
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
