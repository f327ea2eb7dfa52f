using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Accounts;

/// <summary>The settings of an account as callers see them.</summary>
/// <param name="LowBalance">The balances below which it is told, highest first; empty for none.</param>
/// <param name="IsDefault">True while nobody chose the balances.</param>
/// <param name="TimeZone">IANA name; plain dates that are asked for are days in it.</param>
/// <param name="DisplayCurrency">Amounts are shown in it beside their own, where it is another; null for
/// none.</param>
public sealed record SettingsAnswer(
    ImmutableArray<Amount> LowBalance,
    bool IsDefault,
    Language Language,
    string TimeZone,
    Currency? DisplayCurrency,
    ShownNotices Notices)
{
    public static SettingsAnswer Of(AccountSettings settings)
    {
        var (chosen, muted) = (settings.Preferences, settings.Preferences.Muted);
        return new(
            settings.LowBalance,
            settings.IsDefault,
            chosen.Language,
            chosen.TimeZone,
            chosen.DisplayCurrency,
            new(!muted.HasFlag(NoticeFamily.Balance), !muted.HasFlag(NoticeFamily.PlanUse),
                !muted.HasFlag(NoticeFamily.PlanEnd)));
    }
}

/// <summary>Which notices the account sees, of those that it may do without.</summary>
public readonly record struct ShownNotices(bool Balance, bool PlanUse, bool PlanEnd);
