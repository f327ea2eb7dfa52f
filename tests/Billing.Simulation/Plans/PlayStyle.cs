namespace Billing.Simulation.Plans;

/// <summary>How a scenario is played.</summary>
/// <param name="IsTwice">Everything that can come twice does.</param>
/// <param name="IsLoose">Only the end counts, not what is expected on the way, and any refusal may be.</param>
public sealed record PlayStyle(bool IsTwice = false, bool IsLoose = false)
{
    /// <summary>Time after the last step in which all comes to rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(2);
}
