/** An address as a square that a telephone reads. */
import { renderSVG } from 'uqr'
import { literal, type Markup } from './markup.ts'

/** `side` in Typst's words, such as `26mm`. */
export const qr = (text: string, side: string): Markup => ({
  markup: `#image(bytes(${literal(renderSVG(text, { ecc: 'M', border: 0 }))}), format: "svg", width: ${side}, alt: ${literal(text)})`,
})
