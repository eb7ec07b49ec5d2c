import type { Stage } from './stage.ts'

export const publishDemands = async (stage: Stage): Promise<void> => {
  await stage.settle()
}
