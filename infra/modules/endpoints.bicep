// A private endpoint for each door of what the app uses: { name, type, group }, the group as Azure calls it.
import { Tags, Texts } from 'types.bicep'

param location string
param tags Tags
param subnetId string
param zoneIds Texts
param doors { name: string, type: string, group: string }[]

resource endpoints 'Microsoft.Network/privateEndpoints@2026-03-01' = [for door in doors: {
  name: 'pe-${door.name}-${door.group}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: door.group
        properties: {
          privateLinkServiceId: resourceId(door.type, door.name)
          groupIds: [door.group]
        }
      }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [for (door, i) in doors: {
  parent: endpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: door.group, properties: { privateDnsZoneId: zoneIds[door.group] } }]
  }
}]
