// The vault of what the gateways gave us. A secret is written here only when it was handed over with the deployment;
// else the operator puts it there, and a deployment leaves it as it is.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param name string
param tenantId string
param isPrivate bool

param secretNames string[]

@secure()
@description('Secrets by name; an empty one is not written.')
param secrets { *: string }

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource written 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = [for name in secretNames: if (!empty(secrets[name])) {
  parent: vault
  name: name
  properties: { value: secrets[name] }
}]
