/** A file to be sent along: what was chosen is shown before it leaves, and that it is on its way while it does. */
import { IconFile, IconFileTypePdf } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import type { FieldProps } from './fields.tsx'
import styles from './file-field.module.css'
import { useField, useFormState } from './form.tsx'
import { attributes, Labelled } from './input.tsx'

const text = texts({
  zh: { empty: '文件是空的，请重新选择。', sending: '正在上传，请稍候…', picture: '所选图片预览' },
  en: { empty: 'The file is empty, please choose it again.', sending: 'On its way…', picture: 'Preview of the chosen picture' },
})

const KIB = 1024
const MIB = KIB * KIB

/** `2.4 MiB`; rounded up, so that nothing is said to be smaller than it is. */
const sizeText = (bytes: number): string => (bytes >= MIB ? `${Math.ceil((bytes * 10) / MIB) / 10} MiB` : `${Math.ceil(bytes / KIB)} KiB`)

/** One file in a form with `isMultipart`; read with `form.file(name)`. */
export const FileField = (props: Omit<FieldProps, 'defaultValue'> & { readonly accept?: string }) => {
  const { name, label, help, isRequired = false, accept } = props
  const { id, error } = useField(name)
  const [file, setFile] = useState<File | null>(null)
  const given = { id, label, help, error, isRequired }
  return (
    <div className={styles.field}>
      <Labelled {...given}>
        <input
          {...attributes(given)}
          type="file"
          name={name}
          accept={accept}
          className={styles.box}
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </Labelled>
      {file ? <Chosen file={file} /> : null}
    </div>
  )
}

const usePicture = (file: File): string | null => {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!/^image\/(?:png|jpeg|webp|gif)$/.test(file.type)) {
      setAddress(null)
      return undefined
    }
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

const Chosen = ({ file }: { readonly file: File }) => {
  const say = useSay(text)
  const { isBusy } = useFormState()
  const picture = usePicture(file)
  const Icon = file.type === 'application/pdf' ? IconFileTypePdf : IconFile
  return (
    <div className={styles.chosen}>
      {picture ? <img src={picture} alt={say('picture')} className={styles.picture} /> : <Icon size={28} aria-hidden="true" />}
      <div role="status">
        <p className={styles.name}>{file.name}</p>
        <p className={styles.size}>{file.size === 0 ? say('empty') : sizeText(file.size)}</p>
        {isBusy ? (
          <label className={styles.size}>
            {say('sending')} <progress />
          </label>
        ) : null}
      </div>
    </div>
  )
}
