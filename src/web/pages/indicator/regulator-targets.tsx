/** The plan's targets beside what this market measures; what it measures nothing of is named below, without a row. */
import { useSay } from '../../i18n/lang.ts'
import { formatPremium } from './premium.ts'
import type { Growth } from './regulator-growth.ts'
import styles from './regulator.module.css'
import { text } from './regulator.text.ts'

/** On a scale that ends at twice the goal, the goal is the line in the middle. */
const GOAL_BASIS_POINTS = 2_000

const GrowthBar = ({ growth }: { readonly growth: Growth }) => (
  <span className={styles.goalTrack} aria-hidden="true">
    <span className={styles.goalBar} style={{ inlineSize: `${Math.min(100, Math.max(0, (growth.basisPoints / (2 * GOAL_BASIS_POINTS)) * 100))}%` }} />
    <span className={styles.goalLine} />
  </span>
)

export const Targets = ({ growth }: { readonly growth: Growth | null }) => {
  const say = useSay(text)
  return (
    <section className={styles.pane} aria-labelledby="wall-targets">
      <h2 id="wall-targets">{say('targets')}</h2>
      <div className={styles.fill}>
        <table className={styles.targets}>
          <caption className="visually-hidden">{say('targets')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('target')}</th>
              <th scope="col">{say('goal')}</th>
              <th scope="col">{say('here')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{say('t_growth')}</th>
              <td>{say('g_growth')}</td>
              <td>
                {growth === null ? say('growthUnknown') : say('growthKnown', { year: growth.year, rate: formatPremium(growth.basisPoints) })}
                {growth === null ? null : <GrowthBar growth={growth} />}
              </td>
            </tr>
            <tr>
              <th scope="row">{say('t_trade')}</th>
              <td>{say('g_trade')}</td>
              <td>{say('tradeHere')}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className={styles.foot}>
        {say('targetsAbout')} {say('notMeasured')}
      </p>
    </section>
  )
}
