namespace Microsoft.Azure.Functions.Worker;

/// <summary>Hands the function a DurableTaskClient.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : Attribute;
