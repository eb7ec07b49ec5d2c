/** Beside the fields where files are uploaded: how much room they take, and how much there is. */
import type { Api } from '../contract.ts'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './file-room.module.css'

const text = texts({
  zh: {
    account: '您的文件已用 {used} MiB，共 {allowed} MiB。',
    organisation: '本单位已用 {used} MiB，共 {allowed} MiB。',
    unattached: '其中尚未归入任何事项的 {used} MiB，最多 {allowed} MiB。',
    tight: '空间即将用尽。',
  },
  en: {
    account: 'Your files take {used} of {allowed} MiB.',
    organisation: 'Those of your organisation take {used} of {allowed} MiB.',
    unattached: '{used} MiB of yours belong to nothing yet, at most {allowed} MiB may.',
    tight: 'There is little room left.',
  },
})

export type FileUsage = Awaited<ReturnType<Api['document']['usage']>>
type Room = FileUsage['account']

const MEBIBYTE = 1024 * 1024
/** From here on it is worth a warning. */
const TIGHT = 0.9

/** Used room is rounded up and the whole down: nobody is told of room that is not there. */
export const inMebibytes = ({ usedBytes, allowedBytes }: Room) => ({ used: Math.ceil(usedBytes / MEBIBYTE), allowed: Math.floor(allowedBytes / MEBIBYTE) })
const isTight = ({ usedBytes, allowedBytes }: Room): boolean => usedBytes >= TIGHT * allowedBytes

export const FileRoom = ({ usage: { account, organisation, unattached } }: { readonly usage: FileUsage }) => {
  const say = useSay(text)
  const rooms = [account, unattached, ...(organisation === null ? [] : [organisation])]
  return (
    <p className={styles.room} data-tight={rooms.some(isTight) ? '' : undefined}>
      {say('account', inMebibytes(account))} {unattached.usedBytes > 0 ? say('unattached', inMebibytes(unattached)) : null}{' '}
      {organisation === null ? null : say('organisation', inMebibytes(organisation))} {rooms.some(isTight) ? <strong>{say('tight')}</strong> : null}
    </p>
  )
}
