using Billing.Ledger;

namespace Billing.Usage;

/// <summary>
/// Names one quarantined event of an account: {yyyyMMdd}-{fingerprint}; the day is 00000000 for one without a time.
/// </summary>
public readonly record struct QuarantineId(string Day, string Fingerprint)
{
    private const int DayLength = 8;
    private const int FingerprintLength = 32;

    public static bool TryParse(string? text, out QuarantineId id)
    {
        id = default;
        if (text is not { Length: DayLength + 1 + FingerprintLength } || text[DayLength] != '-') return false;

        id = new(text[..DayLength], text[(DayLength + 1)..]);
        return (id.Day == ReportedEvent.Faulty.NoDay || LedgerKeys.TryDay(id.Day, out _))
            && id.Fingerprint.All(char.IsAsciiHexDigitLower);
    }

    public override string ToString() => $"{Day}-{Fingerprint}";
}
