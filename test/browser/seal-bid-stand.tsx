/** A page around the form with which bidders seal: rooms put it into their own pages. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { createRoutesStub, useActionData } from 'react-router'
import type { CommandOutcome } from '../../src/web/shell/calls.ts'
import { SealBid } from '../../src/web/pages/sealing/seal-bid.tsx'
import { TextBox } from '../../src/web/ui/input.tsx'

const asked = (name: string): string => document.querySelector<HTMLElement>('#stand')?.dataset[name] ?? ''

const Bid = () => {
  const [price, setPrice] = useState('')
  const outcome = useActionData<CommandOutcome<unknown>>()
  return (
    <main>
      {outcome?.ok ? <p role="status">收到</p> : null}
      <SealBid
        policy={asked('policy')}
        bidder={asked('bidder')}
        payload={() => (/^\d+$/.test(price) ? { priceMinor: price } : null)}
        intent="deposit"
        outcome={outcome}
        submitLabel="投递封套"
      >
        <TextBox id="price" label="报价（分）" value={price} onChange={(event) => setPrice(event.currentTarget.value)} />
      </SealBid>
    </main>
  )
}

const Stand = createRoutesStub([
  {
    path: '/zh/stand',
    Component: Bid,
    action: async ({ request }) => {
      const form = await request.formData()
      // What a browser sends is what stands in its form: the test reads it from here.
      await fetch('/stand-sent', { method: 'POST', body: JSON.stringify(Object.fromEntries(form)) })
      return { ok: true, intent: 'deposit', value: null }
    },
  },
])

createRoot(document.querySelector('#stand') as HTMLElement).render(<Stand initialEntries={['/zh/stand']} />)
