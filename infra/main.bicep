// The whole system, in a resource group of its own. `azd up` deploys it; infra/README.md says what each part is.
import { AlwaysReady } from 'modules/types.bicep'

targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Names the environment and its resource group, such as billing-production.')
param environmentName string

@minLength(1)
@description('The region of everything that has one.')
param location string

@minLength(1)
@description('For whom tokens must be meant: the client id of the app registration of the API.')
param authAudience string

@description('Whose tokens are believed; empty for the tenant of the deployment.')
param authAuthority string = ''

@minLength(1)
@description('The companies that invoice, as in Invoices__LegalEntities of local.settings.sample.json.')
param legalEntities string

@minLength(1)
@description('The terminal that VNPay gave us.')
param vnPayTmnCode string

@minLength(1)
@description('Where VNPay takes questions and refunds; VNPay names it when a merchant goes live.')
param vnPayApiUrl string

@description('Where VNPay takes payments; a stage before production names its sandbox.')
param vnPayPayUrl string = 'https://pay.vnpay.vn/vpcpay.html'

@description('PayPal itself; a stage before production names its sandbox.')
param payPalApiUrl string = 'https://api-m.paypal.com'

@minLength(1)
@description('The client id of our app with PayPal.')
param payPalClientId string

@minLength(1)
@description('The id of the webhook that was set up with PayPal.')
param payPalWebhookId string

@description('Where exchange rates are read; empty where administrators set them.')
param exchangeSource string = ''

@description('Countries from which bank transfers are taken, such as VN, JP; empty for none.')
param bankTransferCountries string = ''

@description('Currencies of bank transfers, such as VND, JPY.')
param bankTransferCurrencies string = ''

@description('Our bank accounts, as in TopUps__BankTransfer__Accounts of local.settings.sample.json.')
param bankTransferAccounts string = ''

@secure()
@description('Given here, it is put into the vault; else the operator puts it there.')
param vnPayHashSecret string = ''

@secure()
@description('Given here, it is put into the vault; else the operator puts it there.')
param payPalClientSecret string = ''

@secure()
@description('Given here, it is put into the vault; else the operator puts it there.')
param stripeApiKey string = ''

@secure()
@description('Given here, it is put into the vault; else the operator puts it there.')
param stripeWebhookSecrets string = ''

@description('Where the app is found, such as https://billing.example.com; empty for the name that Azure gives it.')
param publicAddress string = ''

@description('Who is told of alerts by mail; empty for nobody.')
param alertEmail string = ''

@secure()
@description('Where alerts are posted to; empty for nowhere.')
param alertWebhook string = ''

@description('Storage, bus and vault can be reached through a private network alone. Asks for a Premium bus.')
param isPrivate bool = false

@description('False only in a private network where something stands before the app that lets gateways, browsers and services in.')
param isAppPublic bool = true

@allowed(['Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
@description('How often, and where, the ledger is kept.')
param ledgerSku string = 'Standard_GZRS'

@allowed(['Standard_LRS', 'Standard_ZRS'])
@description('How often what can be made again is kept.')
param workSku string = 'Standard_ZRS'

@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('The ledger cannot be deleted before its lock is.')
param isLedgerLocked bool = true

@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances that always run, by group: http, durable, or function:NAME.')
param alwaysReady AlwaysReady[] = [
  { name: 'http', instanceCount: 1 }
  { name: 'function:RateUsage', instanceCount: 1 }
]

@description('Over several zones of the region; asks for at least two always-ready instances of a group.')
param isZoneRedundant bool = false

@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('Gigabytes of telemetry a day; -1 for no cap.')
param dailyCapGb int = 10

param networkPrefix string = '10.20.0.0/16'

@description('What the cloud calls its own; given only where a deployment is worked out without one.')
param cloud { storage: string, vault: string, login: string } = {
  storage: environment().suffixes.storage
  vault: environment().suffixes.keyvaultDns
  login: environment().authentication.loginEndpoint
}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module system 'modules/system.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    cloud: cloud
    publicAddress: publicAddress
    contracts: {
      auth: { authority: authAuthority, audience: authAudience }
      legalEntities: legalEntities
      bankTransfers: {
        countries: bankTransferCountries
        currencies: bankTransferCurrencies
        accounts: bankTransferAccounts
      }
      exchangeSource: exchangeSource
      vnPay: { tmnCode: vnPayTmnCode, payUrl: vnPayPayUrl, apiUrl: vnPayApiUrl }
      payPal: { clientId: payPalClientId, webhookId: payPalWebhookId, apiUrl: payPalApiUrl }
    }
    secrets: {
      'VnPay-HashSecret': vnPayHashSecret
      'PayPal-ClientSecret': payPalClientSecret
      'Stripe-ApiKey': stripeApiKey
      'Stripe-WebhookSecrets': stripeWebhookSecrets
    }
    network: { isPrivate: isPrivate, isAppPublic: isAppPublic, addressPrefix: networkPrefix }
    keeping: { ledgerSku: ledgerSku, workSku: workSku, isLedgerLocked: isLedgerLocked }
    serviceBusSku: serviceBusSku
    scale: {
      alwaysReady: alwaysReady
      maximumInstanceCount: maximumInstanceCount
      instanceMemoryMB: instanceMemoryMB
      isZoneRedundant: isZoneRedundant
    }
    logs: { retentionDays: retentionDays, dailyCapGb: dailyCapGb }
    alertEmail: alertEmail
    alertWebhook: alertWebhook
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = system.outputs.names.app
output AZURE_KEY_VAULT_NAME string = system.outputs.names.vault
output AZURE_SERVICE_BUS_NAME string = system.outputs.names.bus
output AZURE_LEDGER_STORAGE_NAME string = system.outputs.names.ledger
output SERVICE_FUNCTIONS_NAME string = system.outputs.names.app
output SERVICE_FUNCTIONS_ENDPOINT string = system.outputs.endpoint
output BILLING_PUBLIC_ADDRESS string = system.outputs.address
