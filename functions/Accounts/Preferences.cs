using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>
/// How an account wants to be shown what it has: it never changes an amount, or when a month begins that is billed.
/// </summary>
/// <param name="TimeZone">IANA name; plain dates that are asked for, and times in sheets and documents, are in
/// it.</param>
/// <param name="DisplayCurrency">The currency in which amounts are shown beside their own; null for none.</param>
public sealed record Preferences(Language Language, string TimeZone, Currency? DisplayCurrency)
{
    public const string Utc = "UTC";

    /// <summary>The notices that are not shown.</summary>
    public NoticeFamily Muted { get; init; }

    /// <summary>What holds until an account chooses: the language, time and currency of its billing country.</summary>
    /// <param name="profile">Null before there is one.</param>
    public static Preferences Default(BillingProfile? profile) => profile switch
    {
        null => new(Language.En, Utc, null),
        { Country.Code: "VN" } => new(Language.Vi, profile.TimeZone, Currency.Vnd),
        { Country.Code: "JP" } => new(Language.Ja, profile.TimeZone, Currency.Jpy),
        _ => new(Language.En, profile.TimeZone, Currency.Usd),
    };

    /// <summary>The same words for the same choice.</summary>
    public override string ToString() =>
        $"{EnumText.Format(Language)} {TimeZone} {DisplayCurrency?.Code} {(int)Muted}";
}
