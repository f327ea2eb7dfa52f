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
/// <param name="IsDefault">True while nobody chose.</param>
public sealed record AccountSettings(ImmutableArray<Amount> LowBalance, bool IsDefault)
{
    /// <summary>The version as HTTP carries it: the same settings have the same.</summary>
    public string Tag
    {
        get
        {
            var text = $"{IsDefault} {string.Join(' ', LowBalance)}";
            return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}\"";
        }
    }

    /// <param name="currency">The account's, or that which its profile names; null without either.</param>
    public static AccountSettings Of(AccountState state, Currency? currency, LowBalanceDefaults defaults)
    {
        if (state.LowBalance is { } set && state.Currency is { } own)
            return new([.. set.Thresholds.Select(it => new Amount(it.Units, own))], !set.IsChosen);

        return new(currency is { } known ? defaults.Of(known) : [], IsDefault: true);
    }

    /// <summary>The fact that makes these settings the account's; null when they are already.</summary>
    /// <param name="ifMatch">The version that the caller edited; null to edit whatever there is.</param>
    public Outcome<MovementFact.ThresholdsSet?, SettingsRefusal> Change(
        AccountState state, LowBalanceDefaults defaults, string? ifMatch)
    {
        var earlier = Of(state, state.Currency, defaults);
        if (ifMatch is not null && earlier.Tag != ifMatch) return SettingsRefusal.ChangedMeanwhile;
        if (state.Currency is not { } currency) return SettingsRefusal.AccountNotOpen;
        if (LowBalance.Any(it => it.Currency != currency)) return SettingsRefusal.OtherCurrency;

        return earlier.Tag == Tag ? null : new MovementFact.ThresholdsSet(IsChosen: true, LowBalance);
    }
}
