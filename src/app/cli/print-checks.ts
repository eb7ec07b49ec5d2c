import { verifyTree } from '#modules/evidence/index.ts'
import type { Market } from '../assembly.ts'
import { platformChecks } from '../platform-checks.ts'
import { say } from './language.ts'
import type { Terminal } from './terminal.ts'

const SHOWN_ROWS = 5
const inJson = (value: unknown): string => JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field))

const checkTree = async (market: Market, { result }: Terminal): Promise<boolean> => {
  const { ok, size, root, problem } = await verifyTree(market.database.reader)
  if (ok) result(say(`ok   evidence.tree（${size} 条，根 ${root}）`, `ok   evidence.tree (${size} entries, root ${root})`))
  else result(`FAIL evidence.tree: ${problem}`)
  return ok
}

/** One line per check; false when one is violated. */
export const printChecks = async (market: Market, terminal: Terminal): Promise<boolean> => {
  const violations = new Map((await market.checks()).map(({ check, rows }) => [check, rows]))
  const known = [...platformChecks, ...market.core.modules.flatMap((module) => module.checks ?? [])].map(({ name }) => name)
  const names = new Set([...known, ...violations.keys()])
  for (const name of names) {
    const rows = violations.get(name)
    terminal.result(rows ? `FAIL ${name}` : `ok   ${name}`)
    for (const row of (rows ?? []).slice(0, SHOWN_ROWS)) terminal.result(`     ${inJson(row)}`)
  }
  const broken = violations.size + ((await checkTree(market, terminal)) ? 0 : 1)
  const total = names.size + 1
  terminal.problem(
    broken === 0
      ? say(`${total} 项检查全部通过。`, `All ${total} checks hold.`)
      : say(`${total} 项检查中有 ${broken} 项不通过。`, `${broken} of ${total} checks are violated.`),
  )
  return broken === 0
}
