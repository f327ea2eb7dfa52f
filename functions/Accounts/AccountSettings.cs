using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>Why settings may not become what was asked for.</summary>
public enum SettingsRefusal
{
    AccountNotOpen = 1,
    ChangedMeanwhile = 2,
    OtherCurrency = 3,
}

/// <summary>What an account has chosen for itself, or was given because it did not choose.</summary>
/// <param name="LowBalance">The balances below which it wants to be told, highest first; empty for none.</param>
/// <param name="IsDefault">True while nobody chose the balances.</param>
public sealed record AccountSettings(ImmutableArray<Amount> LowBalance, bool IsDefault, Preferences Preferences)
{
    /// <summary>The version as HTTP carries it: the same settings have the same.</summary>
    public string Tag
    {
        get
        {
            var text = $"{IsDefault} {string.Join(' ', LowBalance)} {Preferences}";
            return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}\"";
        }
    }

    /// <param name="profileCurrency">That which the profile names; null without one.</param>
    public static AccountSettings Of(
        AccountState state, Currency? profileCurrency, LowBalanceDefaults defaults, Preferences preferences)
    {
        if (state.LowBalance is { } set && state.Currency is { } own)
            return new([.. set.Thresholds.Select(it => new Amount(it.Units, own))], !set.IsChosen, preferences);

        var currency = state.Currency ?? profileCurrency;
        return new(currency is { } known ? defaults.Of(known) : [], IsDefault: true, preferences);
    }

    /// <summary>These settings with what is wished; what is not named stays.</summary>
    /// <param name="ifMatch">The version that the caller edited; null to edit whatever there is.</param>
    public Outcome<AccountSettings, SettingsRefusal> Change(SettingsWish wish, AccountState state, string? ifMatch)
    {
        if (ifMatch is not null && Tag != ifMatch) return SettingsRefusal.ChangedMeanwhile;
        var preferences = wish.Of(Preferences);
        if (wish.LowBalance is not { } thresholds) return this with { Preferences = preferences };
        if (state.Currency is not { } currency) return SettingsRefusal.AccountNotOpen;
        if (thresholds.Any(it => it.Currency != currency)) return SettingsRefusal.OtherCurrency;

        return new AccountSettings(thresholds, IsDefault: false, preferences);
    }

    /// <summary>The fact that makes the thresholds the account's; null where they are already.</summary>
    public MovementFact.ThresholdsSet? FactAfter(AccountSettings earlier) =>
        IsDefault == earlier.IsDefault && LowBalance.AsSpan().SequenceEqual(earlier.LowBalance.AsSpan())
            ? null
            : new(IsChosen: true, LowBalance);
}
