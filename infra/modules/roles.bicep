// What the app's identity may do: each line is one role on one resource, and why. There are no others.
import { Names } from 'types.bicep'

param principalId string
param names Names

var blobOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var busOwner = '090c5cfd-751d-490a-894a-3ce6f1109419'
var busSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var busReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

var ofLedger = [
  { role: tableContributor, why: 'The app creates, reads and writes the tables of the ledger.' }
]

var ofHost = [
  { role: blobOwner, why: 'The host keeps leases of timers in blobs, and the platform fetches the package.' }
  { role: queueContributor, why: 'The host keeps internal queues.' }
  { role: tableContributor, why: 'The host writes its diagnostic events to a table.' }
]

var ofTasks = [
  { role: blobContributor, why: 'Durable orchestrations keep leases and large payloads in blobs.' }
  { role: queueContributor, why: 'Durable orchestrations are woken by queues.' }
  { role: tableContributor, why: 'Durable orchestrations keep their history in tables.' }
]

// Counting the messages of a queue asks for the right to manage it. Without the count the scale controller adds one
// instance at a time, which is too slow for a flood of usage; it counts as this identity.
var ofUsageQueue = [
  { role: busOwner, why: 'The app sends and receives usage; the scale controller counts what waits.' }
]

var ofFactsQueue = [
  { role: busSender, why: 'The outbox sends facts.' }
  { role: busReceiver, why: 'The app receives facts.' }
]

var ofVault = [
  { role: secretsUser, why: 'The platform resolves the references to secrets as this identity.' }
]

var ofInsights = [
  { role: metricsPublisher, why: 'App and host hand in telemetry without a key.' }
]

resource ledger 'Microsoft.Storage/storageAccounts@2026-06-01' existing = { name: names.ledger }
resource host 'Microsoft.Storage/storageAccounts@2026-06-01' existing = { name: names.host }
resource tasks 'Microsoft.Storage/storageAccounts@2026-06-01' existing = { name: names.tasks }
resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = { name: names.vault }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: names.insights }

resource bus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: names.bus

  resource usage 'queues' existing = { name: 'usage-events' }
  resource facts 'queues' existing = { name: 'billing-facts' }
}

resource onLedger 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofLedger: {
  scope: ledger
  name: guid(ledger.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofHost: {
  scope: host
  name: guid(host.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onTasks 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofTasks: {
  scope: tasks
  name: guid(tasks.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onUsageQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofUsageQueue: {
  scope: bus::usage
  name: guid(bus::usage.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onFactsQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofFactsQueue: {
  scope: bus::facts
  name: guid(bus::facts.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofVault: {
  scope: vault
  name: guid(vault.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for it in ofInsights: {
  scope: insights
  name: guid(insights.id, names.identity, it.role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', it.role)
    description: it.why
  }
}]
