/** Makes and mounts a new module that passes the guards, with its rule in the table of the law: `npm run new-module -- <name>`. Its level stands in `.dependency-cruiser.cjs` first. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { moduleFiles, type NewModule } from './new-module/module.ts'
import { pageFiles, sceneFile } from './new-module/pages.ts'

const [name] = process.argv.slice(2)
const root = process.cwd()

const stop = (reason: string): never => {
  console.error(reason)
  process.exit(2)
}

if (!name || !/^[a-z]{3,20}$/.test(name)) throw stop('usage: npm run new-module -- <name: 3-20 lower-case letters>')
const directory = path.join(root, 'src/modules', name)
if (existsSync(directory)) stop(`src/modules/${name} exists already`)

const table = readFileSync(path.join(root, '.dependency-cruiser.cjs'), 'utf8')
const levelOf = (module: string): number => Number(new RegExp(`\\b${module}: (\\d(?:\\.\\d+)?),`).exec(table)?.[1] ?? NaN)
const level = levelOf(name)
if (Number.isNaN(level)) stop(`add "${name}: <level>" to LEVELS in .dependency-cruiser.cjs first: the level is a decision, not a default`)

if (level === 0) stop('what stands beside the rulebook reads no rules: write it by hand')

const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`

/** Rows of the table of rules are numbered through all rooms, those to come included. */
const numbersIn = (directoryOf: string): readonly number[] =>
  readdirSync(path.join(root, directoryOf), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!test)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(path.join(root, directoryOf, file), 'utf8').matchAll(/\bno: (\d+),/g)].map(([, no]) => Number(no)))
const ruleNo = Math.max(0, ...numbersIn('src/modules'), ...numbersIn('src/app/later-rules')) + 1

const module: NewModule = { name, Name, level, prefix: name.slice(0, 3), ruleNo }
const write = (directoryOf: string, files: Readonly<Record<string, string>>): void => {
  for (const [file, text] of Object.entries(files)) {
    const at = path.join(root, directoryOf, file)
    mkdirSync(path.dirname(at), { recursive: true })
    writeFileSync(at, text)
  }
}
write(`src/modules/${name}`, moduleFiles(module))
write(`src/web/pages/${name}`, pageFiles(module))
write('src/app/demo/scenes', { [`${name}.ts`]: sceneFile(module) })

/** Puts a line into a list of lines that are alike, before the first that has to come after it, else behind the last. */
const insertLine = (text: string, line: string, { of, isAfter }: { readonly of: RegExp; readonly isAfter: (module: string) => boolean }): string => {
  const lines = text.split('\n')
  const found = lines.flatMap((each, index) => {
    const module = of.exec(each)?.[1]
    return module === undefined ? [] : [{ index, module }]
  })
  const next = found.find(({ module }) => isAfter(module))?.index ?? (found.at(-1)?.index ?? 0) + 1
  return [...lines.slice(0, next), line, ...lines.slice(next)].join('\n')
}

const mount = (file: string, insertions: readonly (readonly [line: string, of: RegExp, isAfter: (module: string) => boolean])[]): void => {
  const at = path.join(root, file)
  writeFileSync(
    at,
    insertions.reduce((text, [line, of, isAfter]) => insertLine(text, line, { of, isAfter }), readFileSync(at, 'utf8')),
  )
}

const byName = (module: string) => module > name
const byLevel = (module: string) => levelOf(module) > level
mount('src/app/modules.ts', [
  [`import { ${name}Module } from '#modules/${name}/index.ts'`, /^import \{ ([a-z]+)Module \} from/, byName],
  [`    ${name}Module,`, /^ {4}([a-z]+)(?:Module|[.]module)\b/, byLevel],
])
mount('src/modules/contracts.ts', [
  [`import { ${name}Contract } from '#modules/${name}/api.ts'`, /^import \{ ([a-z]+)Contract \} from/, byLevel],
  [`  readonly ${name}: typeof ${name}Contract`, /^ {2}readonly ([a-z]+): typeof/, byLevel],
  [`  ${name}: ${name}Contract,`, /^ {2}([a-z]+): [a-z]+Contract,/, byLevel],
])
// The four central lists: what is mounted, what may be called, what is shown, what is played.
mount('src/web/capabilities.server.ts', [
  [`import { ${name} } from './pages/${name}/capability.server.ts'`, /^import \{ ([a-z]+) \} from '\.\/pages/, byName],
  [`  ${name},`, /^ {2}([a-z]+),$/, (each) => each === 'site'],
])
mount('src/app/demo/scenes.ts', [
  [`import { ${name}Scene } from './scenes/${name}.ts'`, /^import \{ ([a-z]+)Scene \} from/, byName],
  [`  ${name}Scene,`, /^ {2}([a-z]+)Scene[,(]/, (each) => each === 'catalogue'],
])
execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), path.join(root, 'tools/gen-law.ts')], { cwd: root, stdio: 'inherit' })
console.info(`src/modules/${name} made and mounted, with a page at /${name}. Next: npx react-router typegen, and say in its README what it owns.`)
