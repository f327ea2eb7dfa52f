// The one identity of the app: it opens the storage, the bus, the vault and telemetry. There is no key to any of them.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param name string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
