using System.Globalization;
using Billing.Ledger;

namespace Billing.Usage;

/// <summary>
/// The session of the queue that an account's events travel in: few enough that a batch fills, many enough to
/// spread.
/// </summary>
public static class Lane
{
    public const int Count = 256;

    public static string Of(AccountId account)
    {
        var hash = int.Parse(account.Bucket, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"lane-{hash % Count}");
    }
}
