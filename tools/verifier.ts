/** The verifier in one file, made from `src/app/cli/verify-alone.ts`: the same sources and tool give the same bytes. */
import { build } from 'esbuild'

export const VERIFIER = 'zhepai-verify.mjs'

const NOTE = `// ${VERIFIER}: checks a proof file of Zhepai offline. Usage: node ${VERIFIER} FILE [--vkey KEY] [--json]. Needs Node 20 or later, nothing else. Apache-2.0.`

export const makeVerifier = async (root: string): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/app/cli/verify-alone.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: NOTE },
    logLevel: 'warning',
  })
  const [file] = outputFiles
  if (!file) throw new Error('no verifier was made')
  return file.text
}
