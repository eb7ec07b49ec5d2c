/** How one of several at the cap price was drawn, so that anybody can do it again. */
import { texts, useLang, useSay } from '../../i18n/lang.ts'
import { Section } from '../../ui/layout.tsx'
import type { Auction } from './lot-loaded.ts'
import styles from './lot.module.css'

const text = texts({
  zh: {
    draw: '抽签',
    drawWords:
      '{numbers} 号愿以封顶价受让。以“种子:竞买号”的 SHA-256 值由小到大排序，首位为 {winner} 号。种子 {secret}；其摘要 {commitment} 已于开拍前公布，任何人可以复算。',
  },
  en: {
    draw: 'Draw',
    drawWords:
      'Numbers {numbers} were willing to buy at the cap price. In the order of SHA-256(“seed:number”), number {winner} comes first. The seed is {secret}; its digest {commitment} was published before the opening, so anybody can repeat it.',
  },
})

export const Draw = ({ auction: { willing, drawSecret, drawCommitment, topNumber } }: { readonly auction: Auction }) => {
  const say = useSay(text)
  const lang = useLang()
  if (willing.length < 2 || drawSecret === null) return null
  return (
    <Section title={say('draw')}>
      <p className={styles.code}>
        {say('drawWords', {
          numbers: willing.join(lang === 'zh' ? '、' : ', '),
          winner: topNumber ?? '',
          secret: drawSecret,
          commitment: drawCommitment ?? '',
        })}
      </p>
    </Section>
  )
}
