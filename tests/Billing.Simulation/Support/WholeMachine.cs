namespace Billing.Simulation.Support;

/// <summary>Tests that use all processors by themselves: they run one by one, when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeMachine
{
    public const string Name = "whole machine";
}
