import type { Bilingual } from '#kernel/bilingual.ts'
import { verifyTree, type KnownCheckpoint, type TreeReport } from '#modules/evidence/index.ts'
import type { Config } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { violationsIn } from '../core.ts'
import { say } from './language.ts'
import { tellKeys, type ToldKeys } from './tell-keys.ts'
import type { Terminal } from './terminal.ts'

const SHOWN_ROWS = 5
const inJson = (value: unknown): string => JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field))

interface Looked {
  readonly terminal: Terminal
  readonly config: Config
  /** A checkpoint kept outside, which the log must lead to. */
  readonly against?: KnownCheckpoint | null
}

const tellTree = ({ ok, size, root, erased, problem }: TreeReport, terminal: Terminal): void => {
  terminal.result(
    ok ? say(`ok   evidence.tree（${size} 条，根 ${root}）`, `ok   evidence.tree (${size} entries, root ${root})`) : `FAIL evidence.tree: ${problem}`,
  )
  if (ok && erased > 0)
    terminal.result(
      say(
        `     其中 ${erased} 条的内容已随账户注销删除，摘要仍在`,
        `     the content of ${erased} was erased with the accounts of their persons; the digests stay`,
      ),
    )
}

const tellKeyLine = ({ vkey, missing, breaks }: ToldKeys, terminal: Terminal): void => {
  const line = (text: Bilingual) => `FAIL evidence.key: ${text[terminal.lang]}`
  terminal.result(missing ? line(missing) : say(`ok   evidence.key（${vkey ?? '尚未签名'}）`, `ok   evidence.key (${vkey ?? 'not signed yet'})`))
  for (const broken of breaks) terminal.problem(broken)
}

/** One line per check; false when one is violated. All of them and the tree look at the same moment, while the market goes on. */
export const printChecks = async (market: Market, { terminal, config, against = null }: Looked): Promise<boolean> => {
  const keys = await tellKeys(market, config)
  return market.database.snapshot(async (snapshot) => {
    const checks = market.core.checkList
    const violations = new Map((await violationsIn(snapshot, checks)).map(({ check, rows }) => [check, rows]))
    for (const { name } of checks) {
      const rows = violations.get(name)
      terminal.result(rows ? `FAIL ${name}` : `ok   ${name}`)
      for (const row of (rows ?? []).slice(0, SHOWN_ROWS)) terminal.result(`     ${inJson(row)}`)
    }
    const tree = await verifyTree(snapshot.reader, against)
    tellTree(tree, terminal)
    tellKeyLine(keys, terminal)
    const broken = violations.size + (tree.ok ? 0 : 1) + (keys.missing ? 1 : 0)
    const total = checks.length + 2
    terminal.problem(
      broken === 0
        ? say(`${total} 项检查全部通过。`, `All ${total} checks hold.`)
        : say(`${total} 项检查中有 ${broken} 项不通过。`, `${broken} of ${total} checks are violated.`),
    )
    return broken === 0
  })
}
