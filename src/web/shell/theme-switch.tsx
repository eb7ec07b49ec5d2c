import { IconMoon, IconSun } from '@tabler/icons-react'
import { texts, useSay } from '../i18n/lang.ts'
import { switchScheme } from './color-scheme.ts'
import styles from './header.module.css'
import switchStyles from './theme-switch.module.css'

const text = texts({ zh: { toggle: '切换明暗' }, en: { toggle: 'Light or dark' } })

/** Both icons are in the page; the style sheet shows the one that fits, so that nothing differs between server and browser. */
export const ThemeSwitch = () => {
  const say = useSay(text)
  return (
    <button type="button" className={styles.tool} aria-label={say('toggle')} title={say('toggle')} onClick={switchScheme}>
      <IconMoon size={20} aria-hidden="true" className={switchStyles.moon} />
      <IconSun size={20} aria-hidden="true" className={switchStyles.sun} />
    </button>
  )
}
