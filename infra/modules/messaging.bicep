// The bus. Both queues keep the order of a session, give a message ten deliveries, and keep what could not be handled.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param name string
param sku string
param isPrivate bool

// What these say of duplicates and locks, and why, is docs/decisions/044-infrastructure.md.
var queues = ['usage-events', 'billing-facts']

resource bus 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: sku == 'Premium' ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = [for queueName in queues: {
  parent: bus
  name: queueName
  properties: {
    requiresSession: true
    maxDeliveryCount: 10
    lockDuration: 'PT5M'
    defaultMessageTimeToLive: 'P14D'
    deadLetteringOnMessageExpiration: true
    requiresDuplicateDetection: false
    enableBatchedOperations: true
    enablePartitioning: false
    maxSizeInMegabytes: 5120
  }
}]

output id string = bus.id
