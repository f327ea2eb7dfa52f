using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps.Gateways.BankTransfer;

/// <summary>How bank transfers are taken: on which accounts of ours, and whether two people look at each.</summary>
/// <param name="NeedsFourEyes">A transfer counts only once a second person of finance has approved it.</param>
/// <param name="Accounts">Lines that tell the customer where to send money of a currency.</param>
public sealed record TransferRules(
    bool NeedsFourEyes, ImmutableSortedDictionary<Currency, ImmutableArray<string>> Accounts)
{
    private const int MaxAccounts = 50;
    private const int MaxLines = 20;
    private const string InstructionsForm = "like VND: Bank A; Account 1 | JPY: Bank B; Account 2";

    public ImmutableArray<string> AccountOf(Currency currency) => Accounts.GetValueOrDefault(currency, []);

    public static TransferRules Read(Settings settings) => new(
        settings.Flag("BankTransfers__FourEyes"),
        settings.Value<ImmutableSortedDictionary<Currency, ImmutableArray<string>>>(
            "BankTransfers__Instructions", TryAccounts, InstructionsForm));

    /// <summary>Reads "VND: Bank A; Account 1 | JPY: Bank B": each currency once, with lines of text.</summary>
    public static bool TryAccounts(
        string? text, out ImmutableSortedDictionary<Currency, ImmutableArray<string>> accounts)
    {
        accounts = ImmutableSortedDictionary<Currency, ImmutableArray<string>>.Empty;
        var parts = (text ?? "").Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length > MaxAccounts) return false;

        foreach (var part in parts)
        {
            if (part.Split(':', 2, StringSplitOptions.TrimEntries) is not [var code, var rest]) return false;
            if (!Currency.TryParse(code, out var currency) || accounts.ContainsKey(currency)) return false;
            var lines = rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length is 0 or > MaxLines || !lines.All(FieldFaults.IsCleanText)) return false;
            accounts = accounts.Add(currency, [.. lines]);
        }
        return true;
    }
}
