/** The demo clock on every page of a demonstration: what time the market has, and jumps over the statutory days. */
import { IconClockPlay, IconMail } from '@tabler/icons-react'
import { Form, Link, useLocation, useNavigation } from 'react-router'
import { DAY_MS, HOUR_MS } from '#kernel/instant.ts'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { formatDuration, formatInstant } from '../i18n/dates.ts'
import { useMarketSecond } from '../live/market-clock.tsx'
import type { DemoClock } from './context.ts'
import styles from './demo-bar.module.css'

const text = texts({
  zh: {
    label: '演示时钟',
    about: '演示环境，数据均为虚构；市场时间可以拨快。',
    ahead: '已拨快{time}',
    hour: '+1小时',
    workingDay: '下一工作日',
    day: '+1天',
    notice: '+16天',
    next: '到下一事项',
    nextIn: '下一计划事项在{time}后',
    jump: '拨快市场时间',
    letters: '邮件',
    lettersAbout: '演示环境不发送邮件，信件都在这里',
  },
  en: {
    label: 'Demo clock',
    about: 'A demonstration with invented data; market time can be moved forward.',
    ahead: '{time} ahead',
    hour: '+1 h',
    workingDay: 'Next working day',
    day: '+1 day',
    notice: '+16 days',
    next: 'Next event',
    nextIn: 'The next planned event is in {time}',
    jump: 'Move market time forward',
    letters: 'Letters',
    lettersAbout: 'A demonstration sends no mail: all letters are here',
  },
})

const NOTICE_DAYS = 16

export const DemoBar = ({ demo }: { readonly demo: DemoClock }) => {
  const say = useSay(text)
  const lang = useLang()
  const now = useMarketSecond()
  const { pathname, search } = useLocation()
  const isBusy = useNavigation().formAction?.endsWith('/demo-clock') ?? false
  const steps = [
    { label: say('hour'), byMs: HOUR_MS },
    ...(demo.nextWorkingDayInMs === undefined ? [] : [{ label: say('workingDay'), byMs: demo.nextWorkingDayInMs }]),
    { label: say('day'), byMs: DAY_MS },
    { label: say('notice'), byMs: NOTICE_DAYS * DAY_MS },
  ]
  return (
    <aside className={styles.bar} aria-label={say('label')} data-no-print>
      <div className={styles.inner}>
        <span className={styles.label} title={say('about')}>
          <IconClockPlay size={18} aria-hidden="true" /> {say('label')}
        </span>
        <time className={styles.time}>{formatInstant(now, lang, true)}</time>
        {demo.offsetMs >= HOUR_MS ? <span className={styles.ahead}>{say('ahead', { time: formatDuration(demo.offsetMs, lang) })}</span> : null}
        <Link to={localPath(lang, '/demo/outbox')} className={styles.letters} title={say('lettersAbout')}>
          <IconMail size={18} aria-hidden="true" /> {say('letters')}
        </Link>
        <Form method="post" action={localPath(lang, '/demo-clock')} className={styles.steps} aria-label={say('jump')} preventScrollReset>
          <input type="hidden" name="back" value={pathname + search} />
          {steps.map(({ label, byMs }) => (
            <button key={label} type="submit" name="step" value={byMs} disabled={isBusy}>
              {label}
            </button>
          ))}
          {typeof demo.nextEventInMs === 'number' ? (
            <button type="submit" name="step" value="next" disabled={isBusy} title={say('nextIn', { time: formatDuration(demo.nextEventInMs, lang) })}>
              {say('next')}
            </button>
          ) : null}
        </Form>
      </div>
    </aside>
  )
}
