using Billing.Simulation.World;

namespace Billing.Simulation.Operations;

/// <summary>Something that a person, a service or a timer does.</summary>
/// <param name="Weight">How often it is drawn, beside the others.</param>
/// <param name="Run">Does it at one process of the app; a failure is the caller's, who may try again.</param>
public sealed record SimOperation(string Name, int Weight, Func<SimWorker, Task> Run);
