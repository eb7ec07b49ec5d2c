import { expect, it } from 'vitest'
import { stageSign } from './stage.ts'

it('calls what was sold sold, what is on offer on offer, and only the rest catalogued', () => {
  const words = (['none', 'listed', 'converted'] as const).map((offer) => stageSign({ state: 'catalogued', offer }, 'zh').word)
  expect(words).toEqual(['已入库', '挂牌交易中', '已转化'])
  expect(stageSign({ state: 'disclosed', offer: 'none' }, 'en').word).not.toBe('')
})
