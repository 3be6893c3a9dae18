import '../../../src/styles/index.css';
import { type DehydratedState, hydrate, QueryClient } from '@tanstack/react-query';
import { hydrateRoot } from 'react-dom/client';
import { deserializeData } from '../../../src';
import { createPolarSource } from '../../../src/sources';
import { App, type Shown } from './App';

/** The data that the server sends with its HTML. */
export interface Handed {
  shown: Shown;
  state: DehydratedState;
  plain: boolean;
}

const { shown, state, plain } = JSON.parse(document.querySelector('#handed')?.textContent ?? '') as Handed;
const queryClient = new QueryClient();
hydrate(queryClient, state, plain ? {} : { defaultOptions: { deserializeData } });

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no element with the id `root`.');
const source = createPolarSource({ server: '/api/portal' });
hydrateRoot(root, <App source={source} queryClient={queryClient} {...shown} />, {
  onRecoverableError: (error) => console.error('Recovered:', error),
});
