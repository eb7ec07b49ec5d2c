import { verifyTree } from '#modules/evidence/index.ts'
import type { Market } from '../assembly.ts'
import { violationsIn } from '../core.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'

const SHOWN_ROWS = 5
const inJson = (value: unknown): string => JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field))

/** One line per check; false when one is violated. All of them and the tree look at the same moment, while the market goes on. */
export const printChecks = (market: Market, terminal: Terminal): Promise<boolean> =>
  market.database.snapshot(async (snapshot) => {
    const checks = market.core.checkList
    const violations = new Map((await violationsIn(snapshot, checks)).map(({ check, rows }) => [check, rows]))
    for (const { name } of checks) {
      const rows = violations.get(name)
      terminal.result(rows ? `FAIL ${name}` : `ok   ${name}`)
      for (const row of (rows ?? []).slice(0, SHOWN_ROWS)) terminal.result(`     ${inJson(row)}`)
    }
    const { ok, size, root, problem } = await verifyTree(snapshot.reader)
    terminal.result(
      ok ? say(`ok   evidence.tree（${size} 条，根 ${root}）`, `ok   evidence.tree (${size} entries, root ${root})`) : `FAIL evidence.tree: ${problem}`,
    )
    const broken = violations.size + (ok ? 0 : 1)
    const total = checks.length + 1
    terminal.problem(
      broken === 0
        ? say(`${total} 项检查全部通过。`, `All ${total} checks hold.`)
        : say(`${total} 项检查中有 ${broken} 项不通过。`, `${broken} of ${total} checks are violated.`),
    )
    return broken === 0
  })
