/** What waits on the desks at the moment the visitor arrives. */
import { DAY_MS, later } from '#kernel/instant.ts'
import { assess, catalogue, disclose } from '../../stage/cataloguing.ts'
import { applyFor, draftLot, importStatement, publishLot, submitLot } from '../../stage/selling.ts'
import { INSTITUTIONS } from '../../stage/stage.ts'
import type { Script } from '../../stage/timeline.ts'
import { demoAchievement } from '../achievement-data.ts'
import { nineOClock } from '../life-season.ts'
import type { Scene, Season } from '../scene.ts'

const deskScript =
  ({ stage, today }: Season): Script =>
  async ({ until, now }) => {
    const { university } = INSTITUTIONS
    await until(nineOClock(today, -3))
    await disclose(stage, university, demoAchievement('mmwave-fall'), 200)
    await disclose(stage, university, demoAchievement('bio-pa56'), 201)
    const assessed = await disclose(stage, university, demoAchievement('patent-map'), 202)
    await assess(stage, university, assessed)
    await until(later(now(), DAY_MS))
    const draft = await catalogue(stage, university, demoAchievement('carbon-ledger'), 203)
    await draftLot(stage, {
      item: demoAchievement('carbon-ledger'),
      achievementId: draft,
      institution: university,
      right: 'ordinary',
      startWan: 40,
      reserveWan: null,
    })
    const waiting = await catalogue(stage, university, demoAchievement('mold-conformal'), 204)
    const open = await catalogue(stage, university, demoAchievement('ar-assembly'), 205)
    const openLot = await submitLot(stage, {
      item: demoAchievement('ar-assembly'),
      achievementId: open,
      institution: university,
      right: 'exclusive',
      startWan: 50,
      reserveWan: null,
    })
    await publishLot(stage, openLot)
    await submitLot(stage, {
      item: demoAchievement('mold-conformal'),
      achievementId: waiting,
      institution: university,
      right: 'ordinary',
      startWan: 60,
      reserveWan: 66,
    })
    await until(nineOClock(today, -1))
    await importStatement(stage, { withStranger: true })
    // Two deposits are on their way, one applicant waits for the clerk.
    await applyFor(stage, openLot, ['enterprise', 'enterprise2'])
    await stage.as('enterprise3').listing.apply({ id: openLot, statement: '拟用于装配车间培训与检修。', undertakingAccepted: true })
  }

export const deskScene: Scene = {
  name: 'desk',
  shows: ['mmwave-fall', 'bio-pa56', 'patent-map', 'carbon-ledger', 'mold-conformal', 'ar-assembly'],
  past: (season) => [deskScript(season)],
}
