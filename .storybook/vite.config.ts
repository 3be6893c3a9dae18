import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Storybook's own, because the root's configuration builds the library. With any older target, `light-dark()` would be
// rewritten, and stories would show other styles than we publish.
export default defineConfig({ plugins: [react()], build: { target: 'esnext' } });
