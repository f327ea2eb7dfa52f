// The plan and the app. Flex Consumption: instances by load, a few always ready, and a private network where wanted.
import { AlwaysReady, Tags, Texts } from 'types.bicep'

param location string
param tags Tags
param planName string
param appName string
param identityId string
param packagesUri string
param settings Texts
param alwaysReady AlwaysReady[]
param maximumInstanceCount int
param instanceMemoryMB int
param isZoneRedundant bool
param isPublic bool

@description('The subnet that the app sends through; empty where there is no private network.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: isZoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  // By this tag azd finds where the service of azure.yaml goes.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        alwaysReady: alwaysReady
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
    // No ftpsState: Flex Consumption has no FTP at all. No cors: the page is served by the app itself.
    // Whether it lives, not whether the store or the bus is there: where the plan looks, it must not replace an instance
    // for what another would miss as well.
    siteConfig: {
      appSettings: [for setting in items(settings): { name: setting.key, value: setting.value }]
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      healthCheckPath: '/api/health/live'
    }
  }

  // Packages come with an identity's token; the publishing password is turned off at both doors.
  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

output id string = app.id
output host string = app.properties.defaultHostName
