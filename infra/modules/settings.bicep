// The settings of the app. What is the same in every deployment stands in settings.json; here is what depends on names,
// addresses and contracts. No setting holds a key, and each secret is a reference that the platform resolves.
import { Contracts, Names, Texts } from 'types.bicep'

param names Names
param identityClientId string
param insightsConnection string
param storageSuffix string
param vaultUri string

@description('Where browsers, gateways and services find the app; no slash at its end.')
param address string

param contracts Contracts

@description('Whose tokens are believed where the contracts name nobody.')
param tenantAuthority string

@description('The network address that the app names in questions to VNPay.')
param serverAddress string

var common = loadJsonContent('../settings.json')

// A managed identity opens each of these; the names are those of the connections that triggers and host.json name.
var connections = {
  AZURE_CLIENT_ID: identityClientId
  Storage__TableServiceUri: 'https://${names.ledger}.table.${storageSuffix}'
  AzureWebJobsStorage__accountName: names.host
  AzureWebJobsStorage__clientId: identityClientId
  TaskHub__accountName: names.tasks
  TaskHub__clientId: identityClientId
  ServiceBus__fullyQualifiedNamespace: '${names.bus}.servicebus.windows.net'
  ServiceBus__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  // For the Functions host; the app's own exporter signs in as AZURE_CLIENT_ID.
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// Without a version, so that a secret that is rolled in the vault reaches the app within a day, or at its next start.
var secrets = {
  VnPay__HashSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/VnPay-HashSecret)'
  PayPal__ClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/PayPal-ClientSecret)'
  Stripe__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/Stripe-ApiKey)'
  Stripe__WebhookSecrets: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/Stripe-WebhookSecrets)'
}

var agreed = {
  Auth__Authority: empty(contracts.auth.authority) ? tenantAuthority : contracts.auth.authority
  Auth__Audience: contracts.auth.audience
  Invoices__LegalEntities: contracts.legalEntities
  TopUps__BankTransfer__Countries: contracts.bankTransfers.countries
  TopUps__BankTransfer__Currencies: contracts.bankTransfers.currencies
  TopUps__BankTransfer__Accounts: contracts.bankTransfers.accounts
  Exchange__SourceUrl: contracts.exchangeSource
  VnPay__TmnCode: contracts.vnPay.tmnCode
  VnPay__PayUrl: contracts.vnPay.payUrl
  VnPay__ApiUrl: contracts.vnPay.apiUrl
  VnPay__ServerAddress: serverAddress
  PayPal__ApiUrl: contracts.payPal.apiUrl
  PayPal__ClientId: contracts.payPal.clientId
  PayPal__WebhookId: contracts.payPal.webhookId
}

var addresses = {
  Portal__Url: '${address}/api/portal/index.html'
  VnPay__ReturnUrl: '${address}/api/v1/payments/vnpay/return'
  PayPal__ReturnUrl: '${address}/api/v1/payments/paypal/return'
  PayPal__CancelUrl: '${address}/api/v1/payments/paypal/cancel'
  Stripe__ReturnUrl: '${address}/api/v1/payments/stripe/return'
}

output values Texts = union(common, connections, secrets, agreed, addresses)
output secretNames string[] = map(items(secrets), secret => replace(secret.key, '__', '-'))
