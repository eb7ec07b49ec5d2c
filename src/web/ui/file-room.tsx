/** Beside the fields where files are uploaded: how much room they take, and how much there is. */
import type { Api } from '../contract.ts'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './file-room.module.css'

const text = texts({
  zh: {
    account: '您的文件已用 {used}，共 {allowed}。',
    organisation: '本单位已用 {used}，共 {allowed}。',
    unattached: '其中尚未归入任何事项的 {used}，最多 {allowed}。',
    tight: '空间即将用尽。',
  },
  en: {
    account: 'Your files take {used} of {allowed}.',
    organisation: 'Those of your organisation take {used} of {allowed}.',
    unattached: '{used} of yours belong to nothing yet, at most {allowed} may.',
    tight: 'There is little room left.',
  },
})

export type FileUsage = Awaited<ReturnType<Api['document']['usage']>>
type Room = FileUsage['account']

const MEBIBYTE = 1024 * 1024
const GIBIBYTE_IN_MEBI = 1024
/** From here on it is worth a warning. */
const TIGHT = 0.9

const sizeText = (mebibytes: number): string =>
  mebibytes >= GIBIBYTE_IN_MEBI ? `${Math.floor((mebibytes * 10) / GIBIBYTE_IN_MEBI) / 10} GiB` : `${mebibytes} MiB`
/** Used room is rounded up and the whole down: nobody is told of room that is not there. */
const inWords = ({ usedBytes, allowedBytes }: Room) => ({
  used: sizeText(Math.ceil(usedBytes / MEBIBYTE)),
  allowed: sizeText(Math.floor(allowedBytes / MEBIBYTE)),
})
const isTight = ({ usedBytes, allowedBytes }: Room): boolean => usedBytes >= TIGHT * allowedBytes

export const FileRoom = ({ usage: { account, organisation, unattached } }: { readonly usage: FileUsage }) => {
  const say = useSay(text)
  const rooms = [account, unattached, ...(organisation === null ? [] : [organisation])]
  return (
    <p className={styles.room} data-tight={rooms.some(isTight) ? '' : undefined}>
      {say('account', inWords(account))} {unattached.usedBytes > 0 ? say('unattached', inWords(unattached)) : null}{' '}
      {organisation === null ? null : say('organisation', inWords(organisation))} {rooms.some(isTight) ? <strong>{say('tight')}</strong> : null}
    </p>
  )
}
