import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  cacheDir: '.cache/vite',
  // Nothing inlined: the content security policy allows no data: scripts or styles.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // Bundled, so that the server loads the twenty icons that are used instead of five thousand files.
  environments: { ssr: { resolve: { noExternal: ['@tabler/icons-react', '@mantine/core', '@mantine/hooks'] } } },
})
