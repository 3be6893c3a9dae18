import { addons } from 'storybook/manager-api';
import { icon, themeFor } from './theme';

const dark = matchMedia('(prefers-color-scheme: dark)');

function show(): void {
  addons.setConfig({
    theme: themeFor(dark.matches),
    sidebar: { showRoots: true },
    // These groups need the room more than controls.
    layoutCustomisations: {
      showPanel: ({ storyId }, isShown) => isShown && !/^(?:start|states|host-pages)-/.test(storyId),
    },
  });
}

for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) link.href = icon;
show();
dark.addEventListener('change', show);
