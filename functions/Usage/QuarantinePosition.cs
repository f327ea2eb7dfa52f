using Billing.Ledger;

namespace Billing.Usage;

/// <summary>A place in the list of quarantined events, as a cursor carries it.</summary>
public readonly record struct QuarantinePosition(AccountId Account, QuarantineId Id)
{
    /// <summary>After every fingerprint of a day.</summary>
    public const string EndOfDay = "ffffffffffffffffffffffffffffffff";

    public static bool TryParse(string? text, out QuarantinePosition position)
    {
        position = default;
        var parts = (text ?? "").Split('|');
        if (parts.Length != 2 || !AccountId.TryParseKept(parts[0], out var account)) return false;
        if (!QuarantineId.TryParse(parts[1], out var id)) return false;

        position = new(account, id);
        return true;
    }

    public override string ToString() => $"{Account}|{Id}";
}
