/** The scenes of the demonstration, in the order in which they are played. */
import type { Scene } from './scene.ts'
import { agreedScene } from './scenes/agreed.ts'
import { auctionScene } from './scenes/auction.ts'
import { calendarScene } from './scenes/calendar.ts'
import { catalogueScene } from './scenes/catalogue.ts'
import { commissionedScene } from './scenes/commissioned.ts'
import { complaintScene } from './scenes/complaint.ts'
import { depositScene } from './scenes/deposit.ts'
import { dealScene } from './scenes/deal.ts'
import { demandScene } from './scenes/demand.ts'
import { defaultedScene } from './scenes/defaulted.ts'
import { deskScene } from './scenes/desk.ts'
import { jointScene } from './scenes/joint.ts'
import { refusalScene } from './scenes/refusal.ts'
import { scoredScene } from './scenes/scored.ts'
import { sessionScene } from './scenes/session.ts'
import { unitsScene } from './scenes/units.ts'

const SHOWN: readonly Scene[] = [
  dealScene,
  calendarScene,
  deskScene,
  demandScene,
  complaintScene,
  agreedScene,
  commissionedScene,
  jointScene,
  depositScene,
  sessionScene,
  scoredScene,
  unitsScene,
  defaultedScene,
  refusalScene,
  auctionScene,
]

/** The longest last: what no other scene shows goes into the catalogue. */
export const SCENES: readonly Scene[] = [...SHOWN, catalogueScene(SHOWN)]
