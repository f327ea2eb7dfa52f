// Who is told, and when. Each alert has a run-book under its name in docs/operations.md; what the metrics mean stands
// in docs/telemetry.md. Severity 0 wakes somebody at once, 1 within the hour, 2 on the next working day.
import { Tags } from 'types.bicep'

param location string
param tags Tags
param token string
param workspaceId string
param busId string
param storageIds string[]
param email string
@secure()
param webhook string

// The tables of a new workspace appear with their first rows, so queries are not checked when a rule is made.
var logAlerts = loadJsonContent('../alerts.json')

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-billing-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'billing'
    emailReceivers: empty(email) ? [] : [{ name: 'mail', emailAddress: email, useCommonAlertSchema: true }]
    webhookReceivers: empty(webhook) ? [] : [{ name: 'webhook', serviceUri: webhook, useCommonAlertSchema: true }]
  }
}

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: '${alert.name}-${token}'
  location: location
  tags: union(tags, { alert: alert.name })
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: '${alert.means} Run-book: docs/operations.md, ${alert.name}.'
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: alert.every
    windowSize: alert.window
    autoMitigate: true
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: join(alert.query, '\n')
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

resource deadLetters 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'dead-letters-${token}'
  location: 'global'
  tags: union(tags, { alert: 'dead-letters' })
  properties: {
    description: 'A message could not be handled in ten deliveries. Run-book: docs/operations.md, dead-letters.'
    severity: 1
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource queueStuck 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'usage-stuck-queue-${token}'
  location: 'global'
  tags: union(tags, { alert: 'usage-stuck' })
  properties: {
    description: 'Usage has been waiting in its queue for half an hour. Run-book: docs/operations.md, usage-stuck.'
    severity: 1
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'waiting usage'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 1000
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['usage-events'] }]
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2026-01-01' = [for (storageId, i) in storageIds: {
  name: 'storage-throttled-${i}-${token}'
  location: 'global'
  tags: union(tags, { alert: 'storage-throttled' })
  properties: {
    description: 'A storage account turns requests away. Run-book: docs/operations.md, storage-throttled.'
    severity: 2
    enabled: true
    scopes: [storageId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'requests turned away'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Transactions'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 20
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: ['ServerBusyError', 'ClientThrottlingError', 'ClientAccountRequestThrottlingError']
            }
          ]
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}]
