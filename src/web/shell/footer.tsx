import { Link } from 'react-router'
import { localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { registerPage } from '../pages/account/addresses.ts'
import styles from './footer.module.css'
import { useVisit } from './market.ts'

const text = texts({
  zh: {
    brand: '浙江拍 Zhepai',
    about: '公开、可验证的技术交易市场：从成果披露到科研人员收到奖励，每一步都写入证据日志，任何人都可以离线核验。',
    halls: '大厅',
    open: '开放',
    api: '开放接口',
    licence: '开源软件，Apache-2.0 许可',
    time: '页面时间均为北京时间，金额除另注明外均为人民币。',
    register: '企业注册',
  },
  en: {
    brand: 'Zhepai 浙江拍',
    about:
      "An open, verifiable technology market: from disclosure to the inventors' paid income, every step is a leaf of an evidence log that anybody can check offline.",
    halls: 'Halls',
    open: 'Open',
    api: 'Open API',
    licence: 'Open-source software, Apache-2.0',
    time: 'Times are Beijing time (UTC+8); amounts are in renminbi unless another currency is named.',
    register: 'Register an enterprise',
  },
})

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
              <a href="/api/v1">{say('api')}</a>
            </li>
            <li>
              <Link to={localPath(lang, registerPage())}>{say('register')}</Link>
            </li>
          </ul>
        </nav>
        <p className={styles.small}>
          {say('time')} {say('licence')}
        </p>
      </div>
    </footer>
  )
}
