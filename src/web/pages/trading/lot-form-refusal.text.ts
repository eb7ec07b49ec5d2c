/** Words of the choice to ask first refusal after the bidding. */
import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    after: '竞价后按成交价征询优先受让权',
    afterHelp:
      '有人享有优先受让权而没有事先放弃的，可以先竞价：公告载明附条件成交，成交价向权利人征询，放弃的由竞得人受让，行使的由权利人受让，竞得人的保证金立即退还。',
    precedence: '几人都要行使时',
    earliest: '先行使者受让',
    share: '期满后份额大者受让，份额相同的先行使者受让',
    silenceBasis: '逾期未答复视为放弃的依据',
    silenceHelp: '写明约定或者单位规章的名称和条款；不填的，逾期未答复不视为放弃，无人行使时标的不成交。',
  },
  en: {
    after: 'Ask first refusal after the bidding, at its price',
    afterHelp:
      'Where somebody has first refusal and has not waived it: bids come first. The notice says that the sale is subject to it; the price is put to the holders, and if they waive it the winner buys, if one takes it that one buys and the winner’s deposit goes back at once.',
    precedence: 'Where several want it',
    earliest: 'the earliest takes it',
    share: 'after the period the largest share, of equal shares the earlier answer',
    silenceBasis: 'By what silence is a waiver',
    silenceHelp:
      'Name the agreement or the rule of the unit, with its clause. Left empty, silence is no waiver, and where nobody takes it the lot ends unsold.',
  },
})
