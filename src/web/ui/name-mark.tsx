/** Beside a name that nobody has compared with a paper. */
import { texts, useSay } from '../i18n/lang.ts'
import { Tag } from './badges.tsx'

const text = texts({
  zh: { unverified: '姓名未核验', acting: '经办人姓名未核验' },
  en: { unverified: 'name not verified', acting: 'agent’s name not verified' },
})

export const UnverifiedMark = () => {
  const say = useSay(text)
  return <Tag>{say('unverified')}</Tag>
}

/** Beside an organisation for which somebody with such a name may sign. */
export const UnverifiedAgentMark = () => {
  const say = useSay(text)
  return <Tag>{say('acting')}</Tag>
}
