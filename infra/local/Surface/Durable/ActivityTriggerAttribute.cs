namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function as an activity; the parameter is its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : Attribute;
