// What each resource tells the workspace. Of the ledger's tables every deletion is kept, with who did it. Writes are not:
// a line for each commit would cost more than the commit, the audit finds a row that was changed, and the activity log
// keeps who was given a role that may write.
import { Names } from 'types.bicep'

param workspaceId string
param names Names

resource ledger 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: names.ledger

  resource tables 'tableServices' existing = { name: 'default' }
}

resource host 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: names.host

  resource blobs 'blobServices' existing = { name: 'default' }
}

resource tasks 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: names.tasks

  resource tables 'tableServices' existing = { name: 'default' }
}

resource bus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = { name: names.bus }
resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = { name: names.vault }
resource app 'Microsoft.Web/sites@2025-03-01' existing = { name: names.app }
resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = { name: names.workspace }

resource ofLedger 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: ledger::tables
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

resource ofHost 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: host::blobs
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

resource ofTasks 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tasks::tables
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

resource ofBus 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: bus
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }, { category: 'VNetAndIPFilteringLogs', enabled: true }]
  }
}

resource ofVault 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

// What the host says while the app does not come up, and telemetry of the app cannot say it.
resource ofApp 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}

resource ofWorkspace 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}
