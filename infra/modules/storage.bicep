// Three accounts, so that none takes the other's throughput, and no role on one reaches the other: the ledger's tables;
// what the Functions host keeps, and the packages that are deployed; the queues and tables of durable orchestrations.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param ledgerName string
param hostName string
param tasksName string
param packagesName string
param ledgerSku string
param workSku string
param isPrivate bool
param isLocked bool

module ledger 'account.bicep' = {
  params: { location: location, tags: tags, name: ledgerName, sku: ledgerSku, isPrivate: isPrivate }
}

module host 'account.bicep' = {
  params: { location: location, tags: tags, name: hostName, sku: workSku, isPrivate: isPrivate }
}

module tasks 'account.bicep' = {
  params: { location: location, tags: tags, name: tasksName, sku: workSku, isPrivate: isPrivate }
}

resource ledgerAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: ledgerName
}

// The ledger is what the company owes and is owed: whoever means to delete it removes this lock first.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isLocked) {
  scope: ledgerAccount
  name: 'the-ledger-stays'
  properties: {
    level: 'CanNotDelete'
    notes: 'The ledger of all accounts. There is no second one.'
  }
  dependsOn: [ledger]
}

resource hostAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: hostName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = {
  parent: hostAccount::blobs
  name: packagesName
  properties: { publicAccess: 'None' }
  dependsOn: [host]
}

output ledgerId string = ledger.outputs.id
output hostId string = host.outputs.id
output tasksId string = tasks.outputs.id
