import { Link } from 'react-router'
import { localPath, texts, useInLang, useLang, useSay } from '../i18n/lang.ts'
import { registerPage } from '../pages/account/addresses.ts'
import { rulesPage } from '../pages/rulebook/addresses.ts'
import { complaintsPage, aboutPage, helpPage, privacyPage, termsPage } from '../pages/site/addresses.ts'
import { LocalLink } from '../ui/links.tsx'
import styles from './footer.module.css'
import { useVisit } from './market.ts'

const text = texts({
  zh: {
    brand: '浙江拍 Zhepai',
    about: '公开、可核验的技术交易市场。',
    halls: '大厅',
    open: '开放',
    api: '开放接口',
    licence: '开源软件，Apache-2.0 许可',
    time: '页面时间均为北京时间，金额除另注明外均为人民币。',
    register: '企业注册',
    site: '本站',
    help: '使用帮助',
    aboutPage: '关于',
    privacy: '隐私',
    terms: '条款',
    rules: '规则库',
    complain: '投诉举报',
    operator: '运营：{name}',
    contact: '联系：{contact}',
    sponsor: '鸣谢：{sponsor}',
  },
  en: {
    brand: 'Zhepai 浙江拍',
    about: 'An open, verifiable technology market.',
    halls: 'Halls',
    open: 'Open',
    api: 'Open API',
    licence: 'Open-source software, Apache-2.0',
    time: 'Times are Beijing time (UTC+8); amounts are in renminbi unless another currency is named.',
    register: 'Register an enterprise',
    site: 'This site',
    help: 'Help',
    aboutPage: 'About',
    privacy: 'Privacy',
    terms: 'Terms',
    rules: 'Rulebook',
    complain: 'Complaints',
    operator: 'Operated by {name}',
    contact: 'Contact: {contact}',
    sponsor: 'Supported by {sponsor}',
  },
})

const SITE = [
  { to: helpPage(), label: 'help' },
  { to: complaintsPage(), label: 'complain' },
  { to: aboutPage(), label: 'aboutPage' },
  { to: privacyPage(), label: 'privacy' },
  { to: termsPage(), label: 'terms' },
] as const

/** What the operator set; nothing stands here for what it did not. */
const Operator = () => {
  const say = useSay(text)
  const inLang = useInLang()
  const { name, contact, complaints, licence, sponsor, icp } = useVisit().site.operator
  const lines = [
    name && say('operator', { name: inLang(name) }),
    contact && say('contact', { contact: inLang(contact) }),
    complaints && `${say('complain')}: ${inLang(complaints)}`,
    licence && inLang(licence),
    sponsor && say('sponsor', { sponsor: inLang(sponsor) }),
    icp,
  ].filter((line) => line !== null)
  return lines.length === 0 ? null : <p>{lines.join(' · ')}</p>
}

export const Footer = () => {
  const say = useSay(text)
  const lang = useLang()
  const { halls } = useVisit()
  return (
    <footer className={styles.footer} data-shell>
      <div className={styles.inner}>
        <div className={styles.about}>
          <p className={styles.brand}>{say('brand')}</p>
          <p>{say('about')}</p>
        </div>
        <nav aria-label={say('halls')}>
          <h2>{say('halls')}</h2>
          <ul className={styles.links}>
            {halls.map((hall) => (
              <li key={hall.page}>
                <Link to={localPath(lang, hall.page)}>{hall[lang]}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={say('open')}>
          <h2>{say('open')}</h2>
          <ul className={styles.links}>
            <li>
              <a href={`/api/v1?lang=${lang}`}>{say('api')}</a>
            </li>
            <li>
              <LocalLink to={rulesPage()}>{say('rules')}</LocalLink>
            </li>
            <li>
              <LocalLink to={registerPage()}>{say('register')}</LocalLink>
            </li>
          </ul>
        </nav>
        <nav aria-label={say('site')}>
          <h2>{say('site')}</h2>
          <ul className={styles.links}>
            {SITE.map(({ to, label }) => (
              <li key={to}>
                <LocalLink to={to}>{say(label)}</LocalLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.small}>
          <Operator />
          <p>
            {say('time')} {say('licence')}
          </p>
        </div>
      </div>
    </footer>
  )
}
