namespace Billing.LocalHost.Durable;

/// <summary>How an engine works.</summary>
internal sealed record DurableOptions
{
    /// <summary>As Azure calls a hub without a name on a developer's machine.</summary>
    public const string UsualHub = "TestHubName";

    /// <summary>Keeps the instances of several apps apart.</summary>
    public string Hub { get; init; } = UsualHub;

    /// <summary>
    /// An engine takes up at once what one of its own name held when it died, and what another holds when its lease
    /// is over.
    /// </summary>
    public string Worker { get; init; } = "local";

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Instances at work side by side in a host.</summary>
    public int MaxConcurrentInstances { get; init; } = 16;

    /// <summary>Tells the failure of an activity from the simulated death of the process it runs in.</summary>
    public Func<Exception, bool> EndsTheProcess { get; init; } = _ => false;

    public string TableName => $"{Hub}LocalHost";
}
