/** Why the dates of a lot are what they are, and under which law it is sold. */
import type { Route } from './+types/lot-dates.ts'
import { inLang, langOfParam, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { Page, PageHead, Section, Stack } from '../../ui/layout.tsx'
import { lotPage } from './addresses.ts'
import { datesOfLot } from './lot-dates.server.ts'
import { LotDates, LotRegime } from './lot-dates-parts.tsx'
import { text } from './lot-dates.text.ts'

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lot = await orNotFound(api.listing.get({ id }))
  return { lot, ...(await datesOfLot(api, lot)) }
}

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  return plainTitle(lang, loaderData ? `${text[langOfParam(lang)].title} · ${inLang(loaderData.lot.title, langOfParam(lang))}` : '')
}

const LotDatesPage = ({ loaderData: { lot, ...dates } }: Route.ComponentProps) => {
  const say = useSay(text)
  const both = useInLang()
  const lang = useLang()
  return (
    <Page>
      <PageHead title={say('title')} subtitle={both(lot.title)} number={lot.number} trail={[{ label: say('back'), to: localPath(lang, lotPage(lot.id)) }]} />
      <Stack gap={24}>
        <LotRegime lot={lot} />
        <Section title={say('title')} about={say('lead')}>
          <LotDates {...dates} />
        </Section>
      </Stack>
    </Page>
  )
}
export default LotDatesPage
