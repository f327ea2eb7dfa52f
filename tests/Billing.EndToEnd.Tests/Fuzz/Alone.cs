namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Tests that need the machine for themselves: they run after all others, in turn.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
