using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>One line of what a customer writes on a bank transfer: Account, 0011 0044 5566.</summary>
public sealed record TransferLine(string Name, string Value);

/// <summary>How to pay by bank transfer: to whom, and under which reference it will be found.</summary>
public sealed record TransferInstructions(string Reference, ImmutableArray<TransferLine> Lines);

/// <summary>Our bank accounts, by the currency that they take.</summary>
public sealed record TransferAccounts(ImmutableSortedDictionary<Currency, ImmutableArray<TransferLine>> ByCurrency)
{
    private const int MaxCurrencies = 50;
    private const int MaxLines = 12;
    private const int MaxLength = 200;

    /// <summary>What the customer of an open bank transfer has to do; null for every other top-up.</summary>
    public TransferInstructions? For(TopUp topUp) =>
        topUp is { IsOpen: true, GatewayId: { } reference } && topUp.Method == PayMethod.BankTransfer
            ? new(reference, ByCurrency.GetValueOrDefault(topUp.Total.Currency, []))
            : null;

    /// <summary>Each currency in which bank transfers are on offer needs an account.</summary>
    public static TransferAccounts Read(Settings settings)
    {
        const string Name = "TopUps__BankTransfer__Accounts";
        if (!TryParse(settings.OptionalText(Name), out var accounts))
            settings.Fault(Name, "is not like VND Bank: A Bank; Account: 0011 | JPY Bank: B Bank; Account: 0022");
        if (settings.OptionalText("TopUps__BankTransfer__Countries") is null) return accounts;

        foreach (var code in (settings.OptionalText("TopUps__BankTransfer__Currencies") ?? "").Split(
            ',', StringSplitOptions.TrimEntries))
            if (Currency.TryParse(code, out var currency) && !accounts.ByCurrency.ContainsKey(currency))
                settings.Fault(Name, $"names no account for {currency}");
        return accounts;
    }

    /// <summary>
    /// Reads "VND Bank: A Bank; Account: 0011 | JPY Bank: B Bank; Account: 0022": each currency once, a name and a
    /// value on each line. Nothing at all is no account.
    /// </summary>
    public static bool TryParse(string? text, out TransferAccounts accounts)
    {
        accounts = new(ImmutableSortedDictionary<Currency, ImmutableArray<TransferLine>>.Empty);
        var parts = (text ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MaxCurrencies) return false;

        foreach (var part in parts)
        {
            if (part.Split(' ', 2) is not [var code, var list] || !Currency.TryParse(code, out var currency))
                return false;
            if (accounts.ByCurrency.ContainsKey(currency) || !TryLines(list, out var lines)) return false;
            accounts = new(accounts.ByCurrency.Add(currency, lines));
        }
        return true;
    }

    private static bool TryLines(string list, out ImmutableArray<TransferLine> lines)
    {
        lines = [];
        foreach (var text in list.Split(';', StringSplitOptions.TrimEntries))
        {
            if (lines.Length == MaxLines || text.Length > MaxLength) return false;
            if (text.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } value])
                return false;
            lines = lines.Add(new(name, value));
        }
        return true;
    }
}
