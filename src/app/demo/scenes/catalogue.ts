/** The rest of the catalogue: what no other scene shows. */
import { catalogue } from '../../stage/cataloguing.ts'
import { INSTITUTIONS } from '../../stage/stage.ts'
import { demoAchievements } from '../achievement-data.ts'
import type { Scene } from '../scene.ts'

const OWNERS = ['university', 'polytechnic', 'institute'] as const
/** Serial numbers of the patents of the other scenes lie below. */
const FIRST_PATENT = 300

/** One achievement after the other: disclosed, confirmed, assessed and approved. */
export const catalogueScene = (others: readonly Scene[]): Scene => {
  const elsewhere = new Set(others.flatMap(({ shows = [] }) => shows))
  const rest = demoAchievements.filter(({ key }) => !elsewhere.has(key))
  return {
    name: 'catalogue',
    steps: rest.map((item, index) => async (stage) => {
      await catalogue(stage, INSTITUTIONS[OWNERS[index % OWNERS.length] ?? 'university'], item, FIRST_PATENT + index)
    }),
  }
}
