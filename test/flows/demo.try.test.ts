import { expect, it } from 'vitest'
import { parseInstant } from '#kernel/instant.ts'
import { market } from '../kit/market.ts'
import { layDemo } from '../../src/app/demo/lay.ts'

it('lays the demo', async () => {
  const today = parseInstant('2026-11-24T03:00:00.000Z')
  const m = await market({ start: today })
  let n = 0
  const auth = { createAccount: async () => `u${(n += 1)}` } as never
  const t0 = performance.now()
  await layDemo({ core: m.core, auth, database: m.database, pin: (at) => m.clock.set(at ?? today), now: () => today, onProgress: () => undefined })
  console.log('laid in', Math.round(performance.now() - t0))
  console.log(m.failures.map((f) => `${f.key} ${String(f.error)}`).slice(0, 10))
  expect(await m.checks()).toEqual([])
  const { rows } = await m.database.pool.query('select state, count(*) from listing.lot group by 1 union all select state, count(*) from contract.contract group by 1 union all select state, count(*) from income.plan group by 1 union all select phase, count(*) from auction.auction group by 1')
  console.log(JSON.stringify(rows, (_k, v) => (typeof v === 'bigint' ? String(v) : v)))
  const r2 = await m.database.pool.query(`select l.title->>'zh' t, l.state, l.state_reason, a.phase, a.fail_reason, a.opens_at, a.free_ends_at, a.ends_at, (select count(*) from listing.application x where x.lot_id = l.id) apps from listing.lot l left join auction.auction a on a.lot_id = l.id order by a.opens_at desc nulls last limit 20`).catch((e) => ({ rows: [String(e)] }))
  for (const r of r2.rows) console.log(JSON.stringify(r, (_k, v) => (typeof v === 'bigint' ? String(v) : typeof v === 'number' && v > 1e12 ? new Date(v).toISOString() : v)))
  const h = await m.as({ kind: 'visitor', personId: null, mandates: [] }).indicator.headline({ months: 4 })
  console.log(JSON.stringify(h))
}, 300_000)
