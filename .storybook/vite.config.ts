import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Separate from the root configuration, which builds the library. `esnext`, because an older target would rewrite
// `light-dark()`, and stories would show other styles than we publish.
export default defineConfig({ plugins: [react()], build: { target: 'esnext' } });
