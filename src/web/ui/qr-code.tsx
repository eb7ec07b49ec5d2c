/** A square code that a phone reads; its text stands beside it for everybody else. */
import styles from './qr-code.module.css'

interface QrCodeProps {
  /** Rows of dark (true) and light modules, margin included. */
  readonly modules: readonly (readonly boolean[])[]
  readonly label: string
}

export const QrCode = ({ modules, label }: QrCodeProps) => {
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className={styles.code} viewBox={`0 0 ${modules.length} ${modules.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={modules.length} height={modules.length} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
