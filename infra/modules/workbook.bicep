// One page of figures for the operator: infra/workbook.json.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'billing')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Billing'
    category: 'workbook'
    sourceId: workspaceId
    version: '1.0'
    serializedData: replace(loadTextContent('../workbook.json'), '{workspace}', workspaceId)
  }
}
