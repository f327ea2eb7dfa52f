// Everything in the resource group: what is made, and what is made with what.
import { AlwaysReady, Cloud, Contracts, Names, Tags } from 'types.bicep'

param location string
param tags Tags
param token string
param cloud Cloud
param publicAddress string
param contracts Contracts
@secure()
param secrets { *: string }
param network { isPrivate: bool, isAppPublic: bool, addressPrefix: string }
param keeping { ledgerSku: string, workSku: string, isLedgerLocked: bool }
param serviceBusSku string
param scale {
  alwaysReady: AlwaysReady[]
  maximumInstanceCount: int
  instanceMemoryMB: int
  isZoneRedundant: bool
}
param logs { retentionDays: int, dailyCapGb: int }
param alertEmail string
@secure()
param alertWebhook string

var names Names = {
  identity: 'id-billing-${token}'
  ledger: 'stledger${token}'
  host: 'sthost${token}'
  tasks: 'sttasks${token}'
  bus: 'sb-billing-${token}'
  vault: 'kv-billing${token}'
  workspace: 'log-billing-${token}'
  insights: 'appi-billing-${token}'
  plan: 'plan-billing-${token}'
  app: 'func-billing-${token}'
}
var accounts = 'Microsoft.Storage/storageAccounts'
var packagesName = 'packages'
var address = empty(publicAddress) ? 'https://${names.app}.azurewebsites.net' : publicAddress

module identity 'identity.bicep' = {
  params: { location: location, tags: tags, name: names.identity }
}

module ways 'network.bicep' = if (network.isPrivate) {
  params: {
    location: location
    tags: tags
    token: token
    addressPrefix: network.addressPrefix
    storageSuffix: cloud.storage
  }
}

module storage 'storage.bicep' = {
  params: {
    location: location
    tags: tags
    ledgerName: names.ledger
    hostName: names.host
    tasksName: names.tasks
    packagesName: packagesName
    ledgerSku: keeping.ledgerSku
    workSku: keeping.workSku
    isPrivate: network.isPrivate
    isLocked: keeping.isLedgerLocked
  }
}

module messaging 'messaging.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.bus
    sku: network.isPrivate ? 'Premium' : serviceBusSku
    isPrivate: network.isPrivate
  }
}

module monitor 'monitor.bicep' = {
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    insightsName: names.insights
    retentionDays: logs.retentionDays
    dailyCapGb: logs.dailyCapGb
  }
}

module settings 'settings.bicep' = {
  params: {
    names: names
    identityClientId: identity.outputs.clientId
    insightsConnection: monitor.outputs.connectionString
    storageSuffix: cloud.storage
    vaultUri: 'https://${names.vault}${cloud.vault}/'
    address: address
    contracts: contracts
    tenantAuthority: '${cloud.login}${tenant().tenantId}/v2.0'
    // Without an address of its own the app names none; VNPay asks for one in form.
    serverAddress: ways.?outputs.outboundAddress ?? '127.0.0.1'
  }
}

module vault 'vault.bicep' = {
  params: {
    location: location
    tags: tags
    name: names.vault
    tenantId: tenant().tenantId
    isPrivate: network.isPrivate
    secretNames: settings.outputs.secretNames
    secrets: secrets
  }
}

module roles 'roles.bicep' = {
  params: { principalId: identity.outputs.principalId, names: names }
  dependsOn: [storage, messaging, vault, monitor]
}

module app 'app.bicep' = {
  params: {
    location: location
    tags: tags
    planName: names.plan
    appName: names.app
    identityId: identity.outputs.id
    packagesUri: 'https://${names.host}.blob.${cloud.storage}/${packagesName}'
    settings: settings.outputs.values
    alwaysReady: scale.alwaysReady
    maximumInstanceCount: scale.maximumInstanceCount
    instanceMemoryMB: scale.instanceMemoryMB
    isZoneRedundant: scale.isZoneRedundant
    // Without a private network there is no other door.
    isPublic: network.isAppPublic || !network.isPrivate
    subnetId: ways.?outputs.appSubnetId ?? ''
  }
  dependsOn: [roles, endpoints]
}

module endpoints 'endpoints.bicep' = if (network.isPrivate) {
  params: {
    location: location
    tags: tags
    subnetId: ways!.outputs.endpointSubnetId
    zoneIds: ways!.outputs.zoneIds
    doors: [
      { name: names.ledger, type: accounts, group: 'table' }
      { name: names.host, type: accounts, group: 'blob' }
      { name: names.host, type: accounts, group: 'queue' }
      { name: names.host, type: accounts, group: 'table' }
      { name: names.tasks, type: accounts, group: 'blob' }
      { name: names.tasks, type: accounts, group: 'queue' }
      { name: names.tasks, type: accounts, group: 'table' }
      { name: names.bus, type: 'Microsoft.ServiceBus/namespaces', group: 'namespace' }
      { name: names.vault, type: 'Microsoft.KeyVault/vaults', group: 'vault' }
    ]
  }
  dependsOn: [storage, messaging, vault]
}

module appEndpoint 'endpoints.bicep' = if (network.isPrivate && !network.isAppPublic) {
  params: {
    location: location
    tags: tags
    subnetId: ways!.outputs.endpointSubnetId
    zoneIds: ways!.outputs.zoneIds
    doors: [{ name: names.app, type: 'Microsoft.Web/sites', group: 'sites' }]
  }
  dependsOn: [app]
}

module diagnostics 'diagnostics.bicep' = {
  params: { workspaceId: monitor.outputs.workspaceId, names: names }
  dependsOn: [storage, messaging, vault, app]
}

module alerts 'alerts.bicep' = {
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitor.outputs.workspaceId
    busId: messaging.outputs.id
    storageIds: [storage.outputs.ledgerId, storage.outputs.tasksId]
    email: alertEmail
    webhook: alertWebhook
  }
}

module workbook 'workbook.bicep' = {
  params: { location: location, tags: tags, workspaceId: monitor.outputs.workspaceId }
}

output names Names = names
output address string = address
output endpoint string = 'https://${app.outputs.host}'
