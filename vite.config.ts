import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'
import { makeVerifier } from './tools/verifier.ts'

/** The icon set is five thousand files behind one door: reading the few that are used halves the build. */
const iconByIcon: Plugin = {
  name: 'icon-by-icon',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/\/src\/web\/.*\.tsx?$/.test(id) || !code.includes('@tabler/icons-react')) return null
    const one = (name: string) => {
      const [icon, alias] = name.split(/\s+as\s+/)
      return `import ${alias ?? icon} from '@tabler/icons-react/dist/esm/icons/${icon}.mjs'`
    }
    const names = (list: string) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type '))
    return { code: code.replace(/import \{([^}]+)\} from '@tabler\/icons-react'/g, (_, list: string) => names(list).map(one).join('\n')), map: null }
  },
}

/** `virtual:verifier`: the text of the verifier that the market hands out beside its proofs. */
const verifier = (): Plugin => {
  let root = ''
  return {
    name: 'verifier',
    configResolved: (config) => void (root = config.root),
    resolveId: (id) => (id === 'virtual:verifier' ? `\0${id}` : null),
    load: async (id) => (id === '\0virtual:verifier' ? `export default ${JSON.stringify(await makeVerifier(root))}` : null),
  }
}

/**
 * What most pages share comes as one file: it is compressed better than thirty, and asked for once. By how many pages share it, so that a part that
 * only some pages need (charts, big tables) does not burden a first visit; and forms apart, which the halls have none of.
 */
const FORMS = /\/src\/web\/(?:ui\/(?:acts|fields|form|fresh-factor|input|money-field)|shell\/(?:form-reader|passkey))\./
const AROUND =
  /\/src\/web\/(?:shell\/(?:header|footer|demo-bar|theme-switch|boundary|error-page)|live\/(?:use-read-again|use-fresh-on-return|market-clock))\./
const SHARED = /\/src\/|@tabler|\/(?:react|react-router|scheduler)\//
const groups = [
  { name: 'common', test: (id: string) => SHARED.test(id) && !FORMS.test(id), minShareCount: 44, priority: 1 },
  { name: 'forms', test: FORMS, minShareCount: 12 },
  // What stands around every page.
  { name: 'around', test: AROUND, priority: 2 },
  // Small, and every page needs some: one file for all instead of a request for each; but those of rooms that the halls do not lead to.
  { name: 'addresses', test: /\/src\/web\/pages\/(?!sealing|session|panel)[^/]+\/addresses\.ts$/ },
]

export default defineConfig({
  plugins: [iconByIcon, verifier(), reactRouter()],
  cacheDir: '.cache/vite',
  // Nothing inlined: the content security policy allows no data: scripts or styles.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: {
      // React's own switch is read when it is loaded: taken in, the pages are drawn by the fast one, also where the market itself is a demonstration.
      define: { 'process.env.NODE_ENV': '"production"' },
      // The icons: so that the server loads the twenty that are used instead of five thousand files; `@orpc` because `overrides` hold it (tools/packages.ts).
      resolve: { noExternal: [/^react(?:-dom|-router)?(?:\/|$)/, '@react-router/node', '@mjackson/node-fetch-server', '@tabler/icons-react', /^@orpc\//] },
    },
  },
})
