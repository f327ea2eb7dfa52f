namespace Billing.Benchmarks;

/// <summary>A run that must not be believed: an auditor disagrees, or something it needs is missing.</summary>
public sealed class BenchmarkFailedException(string message) : Exception(message);
