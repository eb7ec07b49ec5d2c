/** What those with first refusal were asked, beside the lot that must not be on worse terms. */
import { en, zh } from '#modules/title/messages.ts'
import { useCodeText, useInLang, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { Price } from '../../ui/price.tsx'
import type { ShownRight } from '../achievement/achievements-types.ts'
import { text } from './clerk.text.ts'

const shareIn = ({ shareBasisPoints }: { readonly shareBasisPoints: number | null }, whole: string): string =>
  shareBasisPoints === null ? whole : `${shareBasisPoints / 100}%`

export const FirstRefusalAsked = ({ right }: { readonly right: ShownRight | null }) => {
  const say = useSay(text)
  const both = useInLang()
  const word = useCodeText({ zh, en })
  if (right === null) return null
  const { isDue, state, asked } = right.firstRefusal
  const { origin } = right
  return (
    <Section title={say('refusal')} about={say('refusalAbout')} isSheet id="first-refusal">
      <FactsTable
        rows={[
          { label: say('refusalState'), value: isDue ? word(`state.title.${state}`) : say('refusalNobody') },
          {
            label: say('origin'),
            value: origin === null ? say('originNone') : word(`enum.title.origin.${origin.kind}`),
            ...(origin === null ? { hint: say('originAsk') } : {}),
          },
          { label: say('developers'), value: origin?.developers?.map(({ name }) => both(name)).join('、') || null },
          { label: say('contractName'), value: origin?.contract || null },
          { label: say('askedTerms'), value: asked?.terms ?? null },
          { label: say('askedShare'), value: asked && shareIn(asked, say('whole')) },
          { label: say('askedPrice'), value: asked === null ? null : asked.priceMinor === null ? say('anyPrice') : <Price minor={asked.priceMinor} isExact /> },
        ]}
      />
    </Section>
  )
}
