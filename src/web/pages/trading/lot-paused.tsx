/** A lot whose notice stands still for an objection: its dates are not what they were. */
import { texts, useSay } from '../../i18n/lang.ts'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { noticePage } from '../notice/addresses.ts'

const text = texts({
  zh: {
    title: '有人对公示提出异议，计时暂停',
    about: '由市场受理员处理。异议不成立的，剩余时间继续计算，之后的各项日期相应顺延；成立的，本次公示终止。',
    see: '查看公示',
  },
  en: {
    title: 'Somebody objected to the notice: its clock stands still',
    about:
      'A market clerk decides. If the objection is dismissed, the time that was left runs on and every later date moves with it; if it is upheld, the notice ends.',
    see: 'See the notice',
  },
})

export const NoticePaused = ({ noticeId }: { readonly noticeId: string | null }) => {
  const say = useSay(text)
  if (noticeId === null) return null
  return (
    <Banner tone="warning" title={say('title')}>
      {say('about')} <LocalLink to={noticePage(noticeId)}>{say('see')}</LocalLink>
    </Banner>
  )
}
