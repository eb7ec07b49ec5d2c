/** What a lot and its auction cite from the rulebook has a name on the lot's page: else a visitor reads the rule's key. */
import { expect, it } from 'vitest'
import { dutch, english } from '#modules/auction/index.ts'
import { CITED } from '#modules/auction/reactions.ts'
import { LISTING_RULES, REGIME_RULES } from '#modules/listing/term-rules.ts'
import { ruleNames } from '../../src/web/pages/trading/lot-rules.text.ts'

it.each([
  ...new Set<string>([
    ...LISTING_RULES,
    ...REGIME_RULES,
    ...Object.values(english.licensed ?? {}),
    ...english.cites,
    ...dutch.cites,
    ...Object.values(CITED).flat(),
  ]),
])('names the rule %s in both languages', (key) => {
  expect(ruleNames.zh).toHaveProperty([key])
  expect(ruleNames.en).toHaveProperty([key])
})
