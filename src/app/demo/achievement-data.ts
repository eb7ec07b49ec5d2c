import { digitalAndManufacturing } from './achievements-1.ts'
import { lifeAndEnvironment } from './achievements-2.ts'
import { materialsAndEnergy } from './achievements-3.ts'

export interface DemoAchievement {
  readonly key: string
  readonly field: 'electronics' | 'biomedicine' | 'aerospace' | 'materials' | 'services' | 'energy' | 'environment' | 'manufacturing'
  readonly chain: string
  /** Technology readiness level, 1 to 9 (GB/T 22900). */
  readonly trl: number
  readonly ip: 'invention' | 'utility_model' | 'software' | 'layout_design' | 'plant_variety' | 'know_how'
  /** Price hint in 万元. */
  readonly priceWan: number
  readonly keywords: readonly [string, string, string]
  /** Title and abstract. */
  readonly zh: readonly [string, string]
  readonly en: readonly [string, string]
}

export const demoAchievements: readonly DemoAchievement[] = [...digitalAndManufacturing, ...lifeAndEnvironment, ...materialsAndEnergy]
