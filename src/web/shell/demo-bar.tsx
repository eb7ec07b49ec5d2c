/** The demo clock on every page of a demonstration: what time the market has, and jumps to the moments of what is on the screen. */
import { IconClockPlay, IconMail } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Form, Link, useLocation, useNavigation } from 'react-router'
import { DAY_MS, HOUR_MS, later, toIso } from '#kernel/instant.ts'
import { useReadAgain } from '../live/use-read-again.ts'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { formatDuration, formatInstant } from '../i18n/dates.ts'
import { useMarketSecond } from '../live/market-clock.tsx'
import { demoClockPage } from './addresses.ts'
import { outboxPage } from '../pages/account/addresses.ts'
import type { DemoClock } from './context.ts'
import styles from './demo-bar.module.css'
import { useVisit } from './market.ts'
import { momentText, useMoments } from './moments.ts'

const text = texts({
  zh: {
    label: '演示时钟',
    about: '演示环境，数据均为虚构；市场时间可以拨快。',
    ahead: '已拨快{time}',
    hour: '+1小时',
    day: '+1天',
    to: '到{name}',
    next: '市场下一事项',
    nextIn: '{time}后',
    jump: '拨快市场时间',
    letters: '邮件',
    lettersAbout: '演示环境不发送邮件，信件都在这里',
    moving: '市场正在经过这段时间……',
    laying: '演示数据还在写入：{done}/{total}',
  },
  en: {
    label: 'Demo clock',
    about: 'A demonstration with invented data; market time can be moved forward.',
    ahead: '{time} ahead',
    hour: '+1 h',
    day: '+1 day',
    to: '{name}',
    next: 'Next event of the market',
    nextIn: 'in {time}',
    jump: 'Move market time forward',
    letters: 'Letters',
    lettersAbout: 'A demonstration sends no mail: all letters are here',
    moving: 'The market lives through this time …',
    laying: 'Demo data still being laid: {done}/{total}',
  },
})

/** What a visitor sees grow while it is laid. */
const LOOK_MS = 3_000

const Laying = ({ done, total }: { readonly done: number; readonly total: number }) => {
  const say = useSay(text)
  const readAgain = useReadAgain()
  useEffect(() => {
    const timer = setInterval(() => void readAgain(), LOOK_MS)
    return () => clearInterval(timer)
  }, [readAgain])
  return <span className={styles.moving}>{say('laying', { done, total })}</span>
}

export const DemoBar = ({ demo }: { readonly demo: DemoClock }) => {
  const say = useSay(text)
  const sayMoment = useSay(momentText)
  const lang = useLang()
  const now = useMarketSecond()
  const { now: loadedAt } = useVisit()
  const moments = useMoments(loadedAt)
  const { pathname, search } = useLocation()
  const isBusy = useNavigation().formAction?.endsWith(demoClockPage()) ?? false
  return (
    <aside className={styles.bar} aria-label={say('label')} data-no-print>
      <div className={styles.inner}>
        <span className={styles.label} title={say('about')}>
          <IconClockPlay size={18} aria-hidden="true" /> {say('label')}
        </span>
        <time className={styles.time}>{formatInstant(now, lang, true)}</time>
        <span className={isBusy ? styles.moving : styles.ahead} role="status">
          {isBusy ? say('moving') : demo.offsetMs >= HOUR_MS ? say('ahead', { time: formatDuration(demo.offsetMs, lang) }) : ''}
        </span>
        {demo.laying ? <Laying {...demo.laying} /> : null}
        <Link to={localPath(lang, outboxPage())} className={styles.letters} title={say('lettersAbout')}>
          <IconMail size={18} aria-hidden="true" /> {say('letters')}
        </Link>
        <Form method="post" action={localPath(lang, demoClockPage())} className={styles.steps} aria-label={say('jump')} preventScrollReset>
          <input type="hidden" name="back" value={pathname + search} />
          {moments.map(({ name, at }) => (
            <button
              key={name}
              type="submit"
              name="to"
              value={toIso(at)}
              disabled={isBusy}
              className={styles.moment}
              title={`${formatInstant(at, lang)}, ${say('nextIn', { time: formatDuration(at - loadedAt, lang) })}`}
            >
              {say('to', { name: sayMoment(name) })}
            </button>
          ))}
          {typeof demo.nextEventInMs === 'number' ? (
            <button
              type="submit"
              name="to"
              value={toIso(later(loadedAt, demo.nextEventInMs))}
              disabled={isBusy}
              title={say('nextIn', { time: formatDuration(demo.nextEventInMs, lang) })}
            >
              {say('next')}
            </button>
          ) : null}
          <button type="submit" name="by" value={HOUR_MS} disabled={isBusy}>
            {say('hour')}
          </button>
          <button type="submit" name="by" value={DAY_MS} disabled={isBusy}>
            {say('day')}
          </button>
        </Form>
      </div>
    </aside>
  )
}
