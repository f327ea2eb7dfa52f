using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>What of its settings an account wants changed; null for what stays.</summary>
public sealed record SettingsWish(
    ImmutableArray<Amount>? LowBalance,
    Language? Language,
    IanaZone? TimeZone,
    Currency? DisplayCurrency,
    IReadOnlyList<(NoticeFamily Family, bool IsShown)> Notices)
{
    private const string Thresholds = "lowBalance";
    private const string NoticesName = "notices";

    private static readonly string[] Members =
        [Thresholds, "language", "timeZone", "displayCurrency", NoticesName];

    private static readonly NoticeFamily[] Families =
        [NoticeFamily.Balance, NoticeFamily.PlanUse, NoticeFamily.PlanEnd];

    public static SettingsWish Read(RequestBody body)
    {
        if (!Members.Any(body.Has)) body.Fault(Thresholds, "required", "Send at least one setting.");
        return new(
            body.Has(Thresholds) ? ReadThresholds(body) : null,
            body.OptionalChoice<Language>("language"),
            body.OptionalValue<IanaZone>("timeZone", IanaZone.TryParse, "a time zone such as Asia/Tokyo"),
            body.OptionalValue<Currency>("displayCurrency", Currency.TryParse, "a supported currency"),
            body.Has(NoticesName) ? ReadNotices(body.Object(NoticesName)) : []);
    }

    /// <summary>What the preferences become.</summary>
    public Preferences Of(Preferences earlier)
    {
        var muted = earlier.Muted;
        foreach (var (family, isShown) in Notices) muted = isShown ? muted & ~family : muted | family;
        return new(
            Language ?? earlier.Language,
            TimeZone?.Name ?? earlier.TimeZone,
            DisplayCurrency ?? earlier.DisplayCurrency)
        {
            Muted = muted,
        };
    }

    private static List<(NoticeFamily Family, bool IsShown)> ReadNotices(RequestBody notices) =>
    [
        .. from family in Families
           let isShown = notices.OptionalFlag(EnumText.Format(family))
           where isShown is not null
           select (family, isShown.Value),
    ];

    private static ImmutableArray<Amount> ReadThresholds(RequestBody body)
    {
        var amounts = new List<Amount>();
        foreach (var (index, item) in body.Items(Thresholds, Ledger.LowBalance.MaxThresholds).Index())
        {
            var currency = item.Value<Currency>("currency", Currency.TryParse, "a supported currency");
            var text = item.Text("amount", 40);
            if (currency == default || text.Length == 0) continue;

            var path = string.Create(CultureInfo.InvariantCulture, $"{Thresholds}[{index}].amount");
            if (!Amount.TryParse(text, currency, out var amount) || !amount.IsPositive || !amount.IsWholeMinor)
                body.Fault(path, "not_an_amount", $"This is not a positive amount that can be paid in {currency}.");
            else if (amounts.Contains(amount)) body.Fault(path, "repeated", "This threshold is there already.");
            else amounts.Add(amount);
        }
        return [.. amounts.OrderByDescending(it => it.Units)];
    }
}
