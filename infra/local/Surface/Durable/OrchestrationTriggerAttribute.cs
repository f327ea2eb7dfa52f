namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function as an orchestrator; the parameter is its TaskOrchestrationContext.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : Attribute;
