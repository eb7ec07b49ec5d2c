import { digitalAndManufacturing } from './achievements-1.ts'
import { lifeAndEnvironment } from './achievements-2.ts'
import { materialsAndEnergy } from './achievements-3.ts'

import type { DemoAchievement } from './achievement.ts'

export const demoAchievements: readonly DemoAchievement[] = [...digitalAndManufacturing, ...lifeAndEnvironment, ...materialsAndEnergy]
