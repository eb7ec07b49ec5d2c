import { digitalAndManufacturing } from './achievements-1.ts'
import { lifeAndEnvironment } from './achievements-2.ts'
import { materialsAndEnergy } from './achievements-3.ts'

import type { DemoAchievement } from '../stage/achievement.ts'

export const demoAchievements: readonly DemoAchievement[] = [...digitalAndManufacturing, ...lifeAndEnvironment, ...materialsAndEnergy]

export const demoAchievement = (key: string): DemoAchievement => {
  const found = demoAchievements.find((item) => item.key === key)
  if (!found) throw new Error(`no demo achievement ${key}`)
  return found
}
