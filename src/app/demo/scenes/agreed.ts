/** A price that a unit and an enterprise have agreed on, in its fifteen days of notice. */
import { catalogue } from '../../stage/cataloguing.ts'
import { agreeOnPrice } from '../../stage/selling.ts'
import { INSTITUTIONS } from '../../stage/stage.ts'
import { demoAchievement } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const KEY = 'weld-robot'
const BUYER = 'enterprise4'
/** Between those of the desk and those of the rest of the catalogue. */
const PATENT = 250

export const agreedScene: Scene = {
  name: 'agreed',
  shows: [KEY],
  steps: [
    async (stage) => {
      const { polytechnic } = INSTITUTIONS
      const item = demoAchievement(KEY)
      const achievementId = await catalogue(stage, polytechnic, item, PATENT)
      await agreeOnPrice(
        stage,
        { item, achievementId, institution: polytechnic, right: 'ordinary', startWan: Math.round(item.priceWan * 0.6), reserveWan: null },
        BUYER,
      )
    },
  ],
}
