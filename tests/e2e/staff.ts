import { type Page, expect } from '@playwright/test'
import type { SignInOptions, SignedIn } from '#shared/contracts/sign-in.ts'
import type { Role } from '#shared/contracts/staff.ts'

/** Lets the browser of a page be that of somebody with a role at a municipality of the demo. */
export async function signIn(page: Page, role: Role, tenant = 'musterstadt'): Promise<void> {
  const { password, email, code } = await demoAccount(page, role, tenant)
  const first = await page.request.post('/api/auth/sign-in', { data: { email, password } })
  const { state } = (await first.json()) as SignedIn
  if (state === 'signed-in') return
  const second = await page.request.post('/api/auth/second-factor', { data: { code } })
  expect(second.status()).toBe(200)
}

/** The account of the demo for a role, with the code that its app would show now. */
export async function demoAccount(page: Page, role: Role, tenant = 'musterstadt') {
  const options = await page.request.get('/api/auth/options')
  const { demo } = (await options.json()) as SignInOptions
  const account = demo?.accounts.find(
    ({ roles, email }) => roles.includes(role) && email.endsWith(`@${tenant}.example`),
  )
  if (!demo || !account) throw new Error(`the demo has no ${role} at ${tenant}`)
  return { ...account, password: demo.password }
}
