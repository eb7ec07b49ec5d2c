import { chineseNumber } from '#platform/paper/wording.ts'

/** 10 → `第十条`: how one article names another. */
export const ref = (article: number): string => `第${chineseNumber(article)}条`
