using Billing.Accounts;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Statements;

/// <summary>Why there is no statement.</summary>
public enum StatementRefusal
{
    /// <summary>This is no month, or nothing is known of the account.</summary>
    NotFound = 1,

    NotBegun = 2,
}

/// <summary>Draws up the statement that a caller names, whatever form it is answered in.</summary>
public sealed class StatementDesk(LedgerTable ledger, ProfileTable profiles, StatementReader statements)
{
    /// <param name="month">As the caller wrote it.</param>
    public async Task<Outcome<Statement, StatementRefusal>> Read(
        AccountId account, string month, DateTimeOffset now, CancellationToken stop)
    {
        if (!StatementMonth.TryParse(month, out var wanted)) return StatementRefusal.NotFound;

        var head = await ledger.Load(account, stop);
        if (await Opening(head, stop) is not { } opened) return StatementRefusal.NotFound;
        if (wanted.In(opened.TimeZone).From > now) return StatementRefusal.NotBegun;

        return await statements.Read(head, wanted, opened.TimeZone, opened.Currency, now, stop);
    }

    /// <summary>Currency and time zone, as the ledger is or would be opened with; null without a profile.</summary>
    private async Task<MovementFact.Opened?> Opening(AccountHead head, CancellationToken stop)
    {
        if (head.State.Currency is { } currency) return new(currency, head.State.TimeZone);
        var profile = (await profiles.Find(head.Account, stop))?.Profile;
        return profile is null ? null : new(profile.Currency, profile.TimeZone);
    }
}
