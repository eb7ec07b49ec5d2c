/** Tells who has not confirmed an address what to do. */
import { useSay } from '../../i18n/lang.ts'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { emailPage } from './addresses.ts'
import { text } from './account.text.ts'

export const NotConfirmed = () => {
  const say = useSay(text)
  return (
    <Banner tone="warning" title={say('emailWaiting')}>
      {say('emailWaitingAbout')} <LocalLink to={emailPage()}>{say('emailAgain')}</LocalLink>
    </Banner>
  )
}
