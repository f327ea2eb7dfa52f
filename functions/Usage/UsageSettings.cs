using Billing.Platform;

namespace Billing.Usage;

/// <summary>What the usage functions read from the settings.</summary>
/// <param name="MessageBytes">
/// The largest body that is put on the queue: what fits once the bus has encoded it.
/// </param>
public sealed record UsageSettings(UsageRules Rules, int MessageBytes)
{
    private const int MaxMessageBytes = 192 * 1024;

    /// <summary>The notice at which prices are published leaves room for this.</summary>
    private const int MaxAheadSeconds = 300;

    public static UsageSettings Read(Settings settings) => new(
        new(
            TimeSpan.FromDays(settings.Number("Usage__MaxAgeDays", 1, 366)),
            TimeSpan.FromSeconds(settings.Number("Usage__MaxAheadSeconds", 0, MaxAheadSeconds))),
        settings.Number("Usage__MessageBytes", UsageMessage.MinBytes, MaxMessageBytes));
}
