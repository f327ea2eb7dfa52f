using Azure;
using Billing.Ledger;
using Billing.Statements;

namespace Billing.Invoices;

/// <summary>
/// The usage of an account, month by month from its first: each month once it is final, none left out and none twice.
/// </summary>
public sealed class UsageDrafts(
    DocumentTable documents, LedgerTable ledger, CommitSearch commits, StatementReader statements, TimeProvider clock)
{
    /// <summary>Months that are looked at in one go; more wait for the next.</summary>
    private const int MaxMonths = 24;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async Task<Drafted> Of(Issuer issuer, BillingState state, ETag version, CancellationToken stop)
    {
        var account = issuer.Account;
        var head = await ledger.Load(account, stop);
        var now = clock.GetUtcNow();
        if (head.CommitNo == 0 || !head.State.IsOpen) return new([], now + Pause);

        var zone = head.State.TimeZone;
        if (await Last(account, state, zone, stop) is { IsTold: false } open) return new([open]);

        for (var looked = 0; looked < MaxMonths; looked++)
        {
            var month = state.Through?.Next()
                ?? StatementMonth.At(await commits.FirstTime(account, stop), zone);
            var (_, until) = month.In(zone);
            if (!LedgerTime.IsFinal(head, until.AddTicks(-1), now)) return new([], Next(until, now));

            var made = await Draft(issuer, head, month, state, stop);
            var after = state with { Through = month, CarriedUnits = made.CarriedUnits };
            var document = made.Total.IsZero ? null : issuer.Usage(made);
            if (!await documents.Add(account, document, version, after, stop)) return new([], now);
            if (document is not null) return new([(await documents.Find(account, document.Id, stop))!]);
            (state, version) = (await documents.FindState(account, stop))!.Value;
        }
        return new([], now);
    }

    private async Task<UsageMonth> Draft(
        Issuer issuer, AccountHead head, StatementMonth month, BillingState state, CancellationToken stop)
    {
        var statement = await statements.Read(
            head, month, head.State.TimeZone, head.State.RequiredCurrency, issuer.Now, stop);
        return UsageMonth.Of(statement, state.CarriedUnits);
    }

    /// <summary>The document of the last month, which a crash may have left without a number.</summary>
    private async Task<StoredDocument?> Last(
        AccountId account, BillingState state, string zone, CancellationToken stop)
    {
        if (state.Through is not { } month) return null;
        return await documents.Find(account, DocumentCause.Usage(account, month, month.In(zone).Until).Id, stop);
    }

    /// <summary>When the month is final though nothing else happens.</summary>
    private static DateTimeOffset Next(DateTimeOffset until, DateTimeOffset now)
    {
        var final = until + LedgerTime.Settling + Pause;
        return final > now ? final : now + Pause;
    }
}
