/** Which enterprise acts; asked only of people who act for several. */
import { useInLang, useSay } from '../../i18n/lang.ts'
import { useViewer } from '../../shell/market.ts'
import { SelectField } from '../../ui/fields.tsx'
import { text } from './lot.text.ts'

export const EnterpriseField = () => {
  const say = useSay(text)
  const inLang = useInLang()
  const viewer = useViewer()
  const own = [...new Set(viewer?.mandates.filter(({ role }) => role === 'enterprise').map(({ organisationId }) => organisationId))]
  if (own.length < 2) return null
  const options = own.map((id) => ({ value: id, label: inLang(viewer?.organisationNames[id] ?? { zh: id, en: '' }) }))
  return <SelectField name="organisationId" label={say('organisation')} isRequired options={options} defaultValue={own[0]} />
}
