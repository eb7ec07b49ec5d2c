/** Rules that nothing decides by yet, laid with the founding: the room that will decide by one takes it over. */
import { conversionRules } from './conversion.ts'
import { recordsRules } from './records.ts'
import { saleRules } from './sale.ts'

export const laterRules = [...saleRules, ...conversionRules, ...recordsRules]
