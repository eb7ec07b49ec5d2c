/**
 * The demonstration goes on by itself: day by day a new lot is announced, applied for, bid for, sold, contracted and paid, by the
 * people of two institutions and four enterprises that stand on no log-in page. What they have in mind lies among the deferred work, so it
 * survives a restart and happens at its own moment on a jump. They act through operations only, and never on a lot of anybody else.
 */
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { parseInstant, toIso, type Instant } from '#kernel/instant.ts'
import { holdLock } from '#platform/db/lock.ts'
import { DEMO_TURN, dequeue, dueTurn, enqueue, turnsOf } from '#platform/work/queue.ts'
import { onceOn } from '../stage/once.ts'
import { playLot, type PlannedAct } from './life-lot.ts'
import { announce, nextSeason, type Season } from './life-season.ts'
import { SCENES } from './scenes.ts'
import { stageOf, type StageParts } from './stage-of.ts'

export interface SceneTurn {
  readonly act: 'scene'
  readonly scene: string
  /** Which of its steps is next. */
  readonly step: number
  readonly at: Instant
}

export type Turn = PlannedAct | SceneTurn | { readonly act: 'season'; readonly season: Season; readonly at: Instant }

/** How much of what follows behind the opening has been laid. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface Life {
  /** Puts turns in mind; a turn of the same lot and act replaces the one before. */
  readonly plan: (turns: readonly Turn[]) => Promise<void>
  /**
   * Plays one turn that is due, if there is one. `until` is how far the clock is about to go: on a long way the days are not all played,
   * so that a jump ends in bounded time.
   */
  readonly play: (until?: Instant) => Promise<boolean>
  /** Of the scenes that are still being laid; null when all are. */
  readonly progress: () => Promise<Progress | null>
}

interface LifeParts extends StageParts {
  /** A turn that fails is over: the show goes on without it. */
  readonly onFailure: (act: string, error: unknown) => void
  /** A turn has been played: what a page said of it is old. */
  readonly onPlayed?: () => void
}

/** Any constant that no other advisory lock has: one player at a time, whichever process it is. */
const LIFE_LOCK = 7_217_011
const SEASON_KEY = 'demo:season'
const SCENE_KEY = 'demo:scene:'

/** The steps of all scenes that are laid behind the opening, from their first. */
export const scenesBehind = (at: Instant): readonly Turn[] =>
  SCENES.flatMap(({ name, steps = [] }) => (steps.length > 0 ? [{ act: 'scene' as const, scene: name, step: 0, at }] : []))

const instantText = z.string().transform((text) => parseInstant(text))
const payloadShape = z.union([
  z.object({ act: z.literal('season'), serial: z.number(), lastOpensAt: instantText }),
  z.object({ act: z.literal('scene'), scene: z.string(), step: z.number() }),
  z.object({
    act: z.enum(['apply', 'bid', 'close', 'sign', 'share', 'pay']),
    lotId: z.string(),
    serial: z.number(),
    institution: z.enum(['university', 'polytechnic', 'institute']),
    enterprises: z.array(z.string()),
    round: z.number(),
    about: z.string(),
  }),
])

const itemOf = (turn: Turn) => {
  if (turn.act === 'scene')
    return { key: `${SCENE_KEY}${turn.scene}`, task: DEMO_TURN, payload: { act: turn.act, scene: turn.scene, step: turn.step }, dueAt: turn.at }
  const isSeason = turn.act === 'season'
  const payload: Record<string, Json> = isSeason
    ? { act: turn.act, serial: turn.season.serial, lastOpensAt: toIso(turn.season.lastOpensAt) }
    : { act: turn.act, ...turn.lot }
  return { key: isSeason ? SEASON_KEY : `demo:${turn.act}:${turn.lot.lotId}`, task: DEMO_TURN, payload, dueAt: turn.at }
}

const stepsOf = (scene: string): number => SCENES.find(({ name }) => name === scene)?.steps?.length ?? 0

const openProgress = ({ reader }: Pick<LifeParts['database'], 'reader'>): Life['progress'] => {
  // What was laid stays laid: asked of the database only until then.
  let isLaid = false
  return async () => {
    if (isLaid) return null
    const ahead = (await turnsOf(reader, SCENE_KEY)).flatMap((payload) => {
      const turn = payloadShape.safeParse(payload)
      return turn.success && turn.data.act === 'scene' ? [turn.data] : []
    })
    isLaid = ahead.length === 0
    if (isLaid) return null
    const total = SCENES.reduce((sum, { name }) => sum + stepsOf(name), 0)
    return { done: total - ahead.reduce((sum, { scene, step }) => sum + stepsOf(scene) - step, 0), total }
  }
}

export const openLife = (parts: LifeParts): Life => {
  const { database, now, onFailure, onPlayed = () => undefined } = parts
  /** Whoever fails in an act leaves the turns that do not depend on it. */
  const tried = async (act: string, work: () => Promise<readonly Turn[]>, otherwise: readonly Turn[]): Promise<readonly Turn[]> => {
    try {
      return await work()
    } catch (error) {
      onFailure(act, error)
      return otherwise
    }
  }
  const perform = async (payload: unknown, until: Instant): Promise<readonly Turn[]> => {
    const stage = await stageOf(parts)
    const parsed = payloadShape.safeParse(payload)
    if (!stage || !parsed.success) return []
    const turn = parsed.data
    if (turn.act === 'scene') {
      const steps = SCENES.find(({ name }) => name === turn.scene)?.steps ?? []
      const step = steps[turn.step]
      const next = turn.step + 1 < steps.length ? [{ ...turn, step: turn.step + 1, at: now() }] : []
      return tried(
        `${turn.scene} ${turn.step}`,
        async () => {
          await step?.(onceOn(stage, `demo:${turn.scene}:${turn.step}`))
          return next
        },
        next,
      )
    }
    if (turn.act !== 'season') {
      const { act, ...lot } = turn
      return tried(act, () => playLot(stage, act, lot), [])
    }
    const on = (season: Season): Turn => ({ act: 'season', season, at: nextSeason(now(), until) })
    return tried(
      'season',
      async () => {
        const { acts, season } = await announce(stage, turn, now())
        return [...acts, on(season)]
      },
      [on({ ...turn, serial: turn.serial + 1 })],
    )
  }
  return {
    plan: (turns) => database.transact(async (tx) => enqueue(tx, turns.map(itemOf))),
    play: async (until) => {
      const played = await database.transact(async (tx) => {
        await holdLock(tx, LIFE_LOCK)
        const due = await dueTurn(tx, now())
        if (!due) return false
        // The acts commit by themselves, as those of anybody; this transaction only keeps the turn until it has been played.
        const turns = await perform(due.payload, until ?? now())
        dequeue(tx, [due.key])
        enqueue(tx, turns.map(itemOf))
        return true
      })
      if (played) onPlayed()
      return played
    },
    progress: openProgress(database),
  }
}
