/** What enterprises look for, on the front page. */
import type { Api } from '../../contract.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Tag } from '../../ui/badges.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { unbroken } from '../../ui/unbroken.tsx'
import { frontBlock } from '../front/block.ts'
import { Row, Rows } from '../front/rows.tsx'
import { priceText } from '../trading/price-text.ts'
import { demandPage, demandsPage } from './addresses.ts'
import { text } from './front.text.ts'

const SHOWN = 6

const load = async (api: Api) => (await api.demand.list({ limit: SHOWN })).items

const OpenDemands = ({ data }: { readonly data: Awaited<ReturnType<typeof load>> }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <Section title={say('openDemands')} aside={<LocalLink to={demandsPage()}>{say('allDemands')}</LocalLink>}>
      {data.length === 0 ? (
        <EmptyState title={say('noDemands')}>{say('noDemandsAbout')}</EmptyState>
      ) : (
        <Rows>
          {data.map((item) => (
            <Row key={item.id} to={demandPage(item.id)} title={inLang(item.title)} use={inLang(item.lead)}>
              {item.organisationName ? <span>{inLang(item.organisationName)}</span> : null}
              {item.regionName ? <Tag>{inLang(item.regionName)}</Tag> : null}
              {item.budgetMinMinor === null && item.budgetMaxMinor === null ? null : (
                <span>{unbroken(`${say('budget')} ${priceText(item.budgetMinMinor, item.budgetMaxMinor, lang)}`)}</span>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

export const openDemands = frontBlock({ name: 'demands', load, Shown: OpenDemands })
