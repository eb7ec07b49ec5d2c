/**
 * How much the tests of the kernel and of the cores see: puts small faults into the code and counts those that no test of the same room notices.
 * `npm run mutate` · `-- money merkle` only files whose path has one of the words · `-- --sample 20` only so many of a hundred, drawn by `--seed 1`.
 * A room whose code and tests have not changed is not run again.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createVitest, type Vitest } from 'vitest/node'
import { EQUIVALENTS } from './mutate/equivalents.ts'
import { instrument, type Mutant } from './mutate/mutants.ts'
import type { State } from './mutate/state.ts'

const root = path.resolve(import.meta.dirname, '..')
const cache = path.join(root, '.cache/mutate')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const filesOf = (directory: string): readonly string[] =>
  existsSync(path.join(root, directory))
    ? readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
        .map((file) => path.join(directory, file))
        .filter((file) => file.endsWith('.ts'))
        .toSorted()
    : []
const GENERATED = 'src/kernel/drawable-ranges.ts'
const isTest = (file: string): boolean => file.endsWith('.test.ts')

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, survivors: { type: 'boolean', default: false } },
})

interface Room {
  readonly name: string
  readonly sources: readonly string[]
  /** Those that need no database. */
  readonly tests: readonly string[]
}

const room = (name: string, directory: string, core: string): Room => ({
  name,
  sources: filesOf(core).filter((file) => !isTest(file) && file !== GENERATED && (words.length === 0 || words.some((word) => file.includes(word)))),
  tests: filesOf(directory).filter((file) => isTest(file) && !/\.(?:db|race)\.test\.ts$/.test(file)),
})
const rooms = [
  room('kernel', 'src/kernel', 'src/kernel'),
  ...readdirSync(path.join(root, 'src/modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => room(name, `src/modules/${name}`, `src/modules/${name}/core`)),
].filter(({ sources }) => sources.length > 0)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
/** Whether the mutant is in the sample: by its place and its text, so that the same seed draws the same ones. */
const isDrawn = ({ file, from, to, line }: Mutant): boolean =>
  Number.parseInt(digest(`${values.seed} ${file} ${line} ${from} ${to}`).slice(0, 8), 16) % 100 < Number(values.sample)
const equivalentOf = (mutant: Mutant) => EQUIVALENTS.find(({ file, from, to }) => file === mutant.file && from === mutant.from && to === mutant.to)

interface Outcome {
  readonly mutant: Mutant
  readonly fate: 'killed' | 'survived' | 'unmet' | 'equivalent'
}

const stateFile = path.join(cache, `state-${process.pid}.json`)
const readState = (): State => JSON.parse(readFileSync(stateFile, 'utf8')) as State
const start = (instrumented: ReadonlyMap<string, string>): Promise<Vitest> =>
  createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      run: true,
      fileParallelism: false,
      runner: path.join(root, 'tools/mutate/runner.ts'),
      include: ['src/**/*.test.ts'],
      env: { MUTATE_STATE: stateFile },
      testTimeout: 600_000,
      bail: 1,
      reporters: [{}],
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform: (_code, id) => instrumented.get(path.relative(root, id)),
        },
      ],
    },
  )

const run = async (vitest: Vitest, tests: readonly string[], state: State): Promise<boolean> => {
  writeFileSync(stateFile, JSON.stringify(state))
  const project = vitest.getRootProject()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(tests.map((file) => project.createSpecification(path.join(root, file))))
  const failed = testModules.flatMap((module) => [...module.errors(), ...[...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? [])])
  if (state.only === null) for (const error of [...failed, ...unhandledErrors]) console.error(error)
  return testModules.every((module) => module.ok()) && unhandledErrors.length === 0
}

/** Runs the tests of a room against every mutant and tells which were killed, and which nobody ever came upon. */
const fight = async (instrumented: ReadonlyMap<string, string>, mutants: readonly Mutant[], tests: readonly string[]) => {
  const wanted = mutants.map(({ id }) => id)
  const vitest = await start(instrumented)
  try {
    let state: State = { only: null, trying: null, wanted, killed: [], loaded: {}, met: [] }
    // A mutant that eats all memory takes the worker with it: it is killed, and the tests start once more without it.
    while (!(await run(vitest, tests, state))) {
      const left = readState()
      const killed = left.trying === null ? left.killed : [...left.killed, left.trying]
      if (killed.length === state.killed.length) throw new Error(`the tests fail as they are: ${tests.join(', ')}`)
      state = { ...left, trying: null, killed }
    }
    state = readState()
    const killed = new Set(state.killed)
    const loaded = new Set(Object.values(state.loaded).flat())
    const met = new Set([...state.met, ...loaded])
    // What the loading of a module meets takes a run of its own.
    for (const id of wanted.filter((number) => loaded.has(number) && !killed.has(number))) {
      const concerned = tests.filter((file) => state.loaded[file]?.includes(id))
      if (!(await run(vitest, concerned, { ...state, only: id }))) killed.add(id)
    }
    return { killed, met }
  } finally {
    await vitest.close()
  }
}

const outcomesOf = async ({ name, sources, tests }: Room): Promise<readonly Outcome[]> => {
  const instrumented = new Map<string, string>()
  const mutants: Mutant[] = []
  let count = 0
  for (const file of sources) {
    const made = instrument(file, read(file), count)
    count += made.mutants.length
    instrumented.set(file, made.text)
    mutants.push(...made.mutants.filter(isDrawn))
  }
  const key = digest(JSON.stringify([sources, [...instrumented.values()], tests.map(read), values.sample, values.seed]))
  const kept = path.join(cache, `${name}-${key.slice(0, 16)}.json`)
  const hard = mutants.filter((mutant) => !equivalentOf(mutant))
  if (!existsSync(kept)) {
    const { killed, met } = tests.length === 0 ? { killed: new Set<number>(), met: new Set<number>() } : await fight(instrumented, hard, tests)
    writeFileSync(kept, JSON.stringify({ killed: [...killed], met: [...met] }))
  }
  const { killed, met } = JSON.parse(readFileSync(kept, 'utf8')) as { killed: readonly number[]; met: readonly number[] }
  return mutants.map((mutant) => ({
    mutant,
    fate: equivalentOf(mutant) ? 'equivalent' : killed.includes(mutant.id) ? 'killed' : met.includes(mutant.id) ? 'survived' : 'unmet',
  }))
}

const score = (outcomes: readonly Outcome[]): string => {
  const of = (fate: Outcome['fate']): number => outcomes.filter((outcome) => outcome.fate === fate).length
  const counted = outcomes.length - of('equivalent')
  const cells = [outcomes.length, of('killed'), of('survived'), of('unmet'), of('equivalent')].map((cell) => String(cell).padStart(6))
  return `${cells.join(' ')} ${counted === 0 ? '     –' : `${((of('killed') / counted) * 100).toFixed(1).padStart(5)} %`}`
}

mkdirSync(cache, { recursive: true })
process.env['MUTATE_STATE'] = stateFile
const everything: Outcome[] = []
console.info(`${'file'.padEnd(52)} ${['all', 'killed', 'alive', 'unmet', 'equal'].map((word) => word.padStart(6)).join(' ')}  score`)
for (const each of rooms) {
  const outcomes = await outcomesOf(each)
  everything.push(...outcomes)
  for (const file of each.sources) {
    const own = outcomes.filter(({ mutant }) => mutant.file === file)
    if (own.length > 0) console.info(`  ${file.replace(/^src\/(?:modules\/)?/, '').padEnd(50)} ${score(own)}`)
    if (!values.survivors) continue
    for (const { mutant, fate } of own.filter((outcome) => outcome.fate === 'survived' || outcome.fate === 'unmet'))
      console.info(`    ${fate} ${mutant.line}: ${mutant.from.replaceAll(/\s+/g, ' ')}  →  ${mutant.to.replaceAll(/\s+/g, ' ')}`)
  }
  console.info(`${each.name.padEnd(52)} ${score(outcomes)}`)
}
console.info(`${'all'.padEnd(52)} ${score(everything)}`)
const stale = words.length > 0 || values.sample !== '100' ? [] : EQUIVALENTS.filter((row) => !everything.some(({ mutant }) => equivalentOf(mutant) === row))
for (const { file, from, to } of stale) console.error(`fits no mutant: ${file}: ${from} → ${to}`)
process.exitCode = stale.length > 0 ? 1 : 0
