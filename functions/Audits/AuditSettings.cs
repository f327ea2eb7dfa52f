using Billing.Platform;

namespace Billing.Audits;

/// <summary>What the audits read from the settings.</summary>
/// <param name="Every">From the start of one audit of all accounts to the start of the next.</param>
public sealed record AuditSettings(TimeSpan Every)
{
    public static AuditSettings Read(Settings settings) =>
        new(TimeSpan.FromHours(settings.Number("Audits__EveryHours", 1, 24 * 31)));
}
