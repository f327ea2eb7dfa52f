// The words that the modules share.

@export()
type Tags = { *: string }

@export()
@description('Texts by name.')
type Texts = { *: string }

@export()
@description('What each resource is called.')
type Names = {
  identity: string
  ledger: string
  host: string
  tasks: string
  bus: string
  vault: string
  workspace: string
  insights: string
  plan: string
  app: string
}

@export()
@description('Instances of a group that always run.')
type AlwaysReady = { name: string, instanceCount: int }

@export()
@description('What the cloud calls its own.')
type Cloud = { storage: string, vault: string, login: string }

@export()
@description('What was agreed with others, and is no secret.')
type Contracts = {
  auth: { authority: string, audience: string }
  legalEntities: string
  bankTransfers: { countries: string, currencies: string, accounts: string }
  exchangeSource: string
  vnPay: { tmnCode: string, payUrl: string, apiUrl: string }
  payPal: { clientId: string, webhookId: string, apiUrl: string }
}
