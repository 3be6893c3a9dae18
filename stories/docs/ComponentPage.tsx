import { Canvas, Controls, DocsContext, Title, useOf } from '@storybook/addon-docs/blocks';
import { type ReactNode, useContext } from 'react';
import { isComponent } from '../../test/support/shown';
import { Facts, Lead } from './ApiPage';

/** The page of documentation of every file of stories: what the component is for, controls, states, facts. */
export function ComponentPage(): ReactNode {
  const { preparedMeta } = useOf('meta', ['meta']);
  const stories = useContext(DocsContext).componentStories();
  const component = preparedMeta.component as { displayName?: string; name?: string; render?: { name?: string } } | undefined;
  const title = preparedMeta.title.split('/').at(-1) ?? '';
  const name = component !== undefined && isComponent(title, component) ? title : undefined;
  const [primary] = stories;
  if (primary === undefined) return null;
  const ofStory = primary.moduleExport;
  return (
    <>
      <Title>{title}</Title>
      {name !== undefined && <Lead name={name} />}
      <Canvas of={ofStory} />
      {Object.keys(primary.argTypes).length > 0 && <Controls of={ofStory} />}
      {name !== undefined && <Facts name={name} />}
      {stories.length > 1 && <h2 id="states">Every state</h2>}
      <div className="book-states" data-group={preparedMeta.title.split('/')[0]}>
        {stories.slice(1).map((story) => (
          <section key={story.id} className="book-state">
            <h3 id={story.id}><a href={`?path=/story/${story.id}`} target="_parent">{story.name}</a></h3>
            <Canvas of={story.moduleExport} sourceState="hidden" withToolbar={false} />
          </section>
        ))}
      </div>
    </>
  );
}
