import { Canvas, Controls, Description, DocsContext, Title, useOf } from '@storybook/addon-docs/blocks';
import { type ReactNode, useContext } from 'react';
import { about } from './about';
import { Facts, Lead } from './ApiPage';

/** The documentation page of each story file: what the component is for, controls, states, facts. */
export function ComponentPage(): ReactNode {
  const { preparedMeta } = useOf('meta', ['meta']);
  const stories = useContext(DocsContext).componentStories();
  const title = preparedMeta.title.split('/').at(-1) ?? '';
  const [group] = preparedMeta.title.split('/');
  const isOwnPage = group === 'Widgets' || group === 'Components';
  const name = isOwnPage && about[title] !== undefined ? title : undefined;
  const [primary] = stories;
  if (primary === undefined) return null;
  const ofStory = primary.moduleExport;
  const controls = isOwnPage || group === 'Guides' ? Object.entries(primary.argTypes).flatMap(([arg, { control }]) => (isOperable(control) ? [arg] : [])) : [];
  return (
    <>
      <Title>{group === 'Faults' ? `${title} when something fails` : title}</Title>
      {name === undefined ? <Description of="meta" /> : <Lead name={name} />}
      {name === undefined && <h2 id={primary.id}>{primary.name}</h2>}
      {name === undefined && <Description of={ofStory} />}
      <Canvas of={ofStory} />
      {controls.length > 0 && <div className="book-controls"><Controls of={ofStory} include={controls} /></div>}
      {name !== undefined && <Facts name={name} />}
      {stories.length > 1 && <h2 id="states">{isOwnPage ? 'Every state' : 'More'}</h2>}
      <div className="book-states" data-group={group}>
        {stories.slice(1).map((story) => (
          <section key={story.id} className="book-state" data-wide={story.parameters['wide'] === true || undefined}>
            <h3 id={story.id}><a href={`?path=/story/${story.id}`} target="_parent">{story.name}</a></h3>
            <Description of={story.moduleExport} />
            <Canvas of={story.moduleExport} sourceState="hidden" withToolbar={false} />
          </section>
        ))}
      </div>
    </>
  );
}

/** True for a control that a visitor can operate. A control for a function, or for an object as JSON, only takes up space. */
function isOperable(control: unknown): boolean {
  if (typeof control !== 'object' || control === null) return typeof control === 'string' && control !== 'object';
  return 'type' in control && typeof control.type === 'string' && control.type !== 'object' && !('disable' in control && control.disable === true);
}
