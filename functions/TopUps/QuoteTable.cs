using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.TopUps;

/// <summary>Where quotes are kept, one row each; a quote never changes.</summary>
public sealed class QuoteTable(TableServiceClient tables)
{
    public const string Name = "topupquotes";

    private readonly TableClient _rows = tables.GetTableClient(Name);

    /// <summary>Stores the quote; the one that stands when the same request made it before.</summary>
    public async Task<TopUpQuote> Add(TopUpQuote quote, CancellationToken stop)
    {
        try
        {
            await _rows.AddEntityAsync(Write(quote), stop);
            return quote;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await Find(quote.Account, quote.Id, stop) ?? quote;
        }
    }

    public async Task<TopUpQuote?> Find(AccountId account, TopUpId id, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            Partition(account), Row(account, id), cancellationToken: stop);
        return found.HasValue ? Read(account, found.Value!) : null;
    }

    /// <summary>Removes quotes from before then; what came of one is a top-up of its own.</summary>
    public Task<ForgottenRows> Forget(DateTimeOffset before, string? from, CancellationToken stop) =>
        OldRows.Delete(_rows, TableClient.CreateQueryFilter($"createdAt lt {before}"), from, stop);

    private static string Partition(AccountId account) => $"{account.Bucket}|{account}";

    private static string Row(AccountId account, TopUpId id) => $"{id}|{account}";

    private static TableEntity Write(TopUpQuote quote) =>
        new TableEntity(Partition(quote.Account), Row(quote.Account, quote.Id))
        {
            ["id"] = quote.Id.Value,
            ["amount"] = quote.Amount.ToDecimalString(),
            ["currency"] = quote.Amount.Currency.Code,
            ["total"] = quote.Total.ToDecimalString(),
            ["payCurrency"] = quote.Total.Currency.Code,
            ["method"] = quote.Method.Value,
            ["termsVersion"] = quote.TermsVersion,
            ["createdAt"] = quote.CreatedAt,
        }.With(quote.Exchange);

    private static TopUpQuote Read(AccountId account, TableEntity row) => new(
        TopUpId.Parse(row.GetString("id")),
        account,
        Amount.Parse(row.GetString("amount"), Currency.Parse(row.GetString("currency"))),
        Amount.Parse(row.GetString("total"), Currency.Parse(row.GetString("payCurrency"))),
        new(row.GetString("method")),
        row.GetString("termsVersion"),
        row.GetDateTimeOffset("createdAt")!.Value,
        ExchangeRow.Read(row));
}
