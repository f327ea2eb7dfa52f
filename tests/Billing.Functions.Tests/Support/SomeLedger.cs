using System.Collections.Immutable;
using System.Globalization;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Support;

/// <summary>Builds ledger values for tests: only what a test is about has to be said.</summary>
public static class SomeLedger
{
    private static int _accounts;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static ServiceName Inference { get; } = new("ai-inference");

    public static MeterName InputTokens { get; } = new("input-tokens");

    /// <summary>An account that no other test uses.</summary>
    public static AccountId Account(string name = "acct") =>
        AccountId.Parse(string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _accounts)}"));

    public static Amount Usd(string text) => Amount.Parse(text, Currency.Usd);

    public static MovementFact.Opened Opened(string currency = "USD") => new(Currency.Parse(currency), "UTC");

    public static MovementFact.TopUpCredited TopUp(string amount, string payment = "pay-1") =>
        new(payment, "vnpay", Usd(amount));

    public static MovementFact.VoucherGranted Voucher(
        string amount, string redemption = "red-1", DateTimeOffset? until = null, params ServiceName[] services) =>
        new(redemption, "spring", Usd(amount), Noon.AddDays(-30), until ?? Noon.AddDays(60), [.. services]);

    public static LedgerEntry Entry(params MovementFact[] movements) => new(Noon) { Movements = [.. movements] };

    /// <summary>Opens an account with a top-up.</summary>
    public static LedgerEntry Opening(string topUp = "100") => Entry(Opened(), TopUp(topUp));

    /// <summary>Rates events at 0.165 USD per million tokens against a book, which moves on.</summary>
    public static ImmutableArray<RatedLine> Rate(
        AccountBook book,
        IEnumerable<(string Id, DateTimeOffset Time, long Tokens)> events,
        ServiceName? of = null,
        DateTimeOffset? at = null)
    {
        var (service, decidedAt) = (of ?? Inference, at ?? Noon);
        var rate = new Rate(Usd("0.165"), Quantity.Of(1_000_000));
        var lines = ImmutableArray.CreateBuilder<RatedLine>();
        foreach (var (id, time, tokens) in events.OrderBy(it => it.Time).ThenBy(it => it.Id, StringComparer.Ordinal))
        {
            var quantity = Quantity.Of(tokens);
            var amount = rate.Of(quantity);
            var (legs, isLate) = book.Draw(service, time, decidedAt, quantity, amount);
            var line = new RatedLine(
                "gateway/eu-1", id, time, service, InputTokens, "model=llama-70b", "{quantity} input tokens",
                "inference@1",
                book.TierStart(service, InputTokens, time), quantity, quantity, amount,
                legs, isLate);
            book.Apply(line, decidedAt);
            lines.Add(line);
        }
        return lines.ToImmutable();
    }

    /// <summary>An entry of so many events in the seconds from a time on.</summary>
    public static LedgerEntry Usage(
        AccountState state, int count, DateTimeOffset? from = null, string prefix = "event", long tokens = 1_000) =>
        new(Noon)
        {
            Lines = Rate(AccountBook.From(state), Enumerable.Range(0, count).Select(i =>
                ($"{prefix}-{i:D6}", (from ?? Noon).AddSeconds(i), tokens + i))),
        };

    /// <summary>Uses so much of a book's credit, whatever pays for it.</summary>
    public static void Use(AccountBook book, Amount amount, string id)
    {
        var one = Quantity.Of(1);
        var (legs, isLate) = book.Draw(Inference, Noon, Noon, one, amount);
        book.Apply(
            new RatedLine(
                "gateway/eu-1", id, Noon, Inference, InputTokens, "", "{quantity} uses", "inference@1",
                book.TierStart(Inference, InputTokens, Noon), one, one, amount, legs, isLate),
            Noon);
    }

    /// <summary>An entry of one event that costs so much.</summary>
    /// <param name="at">When it is decided.</param>
    /// <param name="usedAt">The event's time; the same if unset.</param>
    public static LedgerEntry Spending(
        AccountState state, Amount amount, DateTimeOffset at, string id = "spent", DateTimeOffset? usedAt = null)
    {
        var time = usedAt ?? at;
        var (book, one) = (AccountBook.From(state), Quantity.Of(1));
        var (legs, isLate) = book.Draw(Inference, time, at, one, amount);
        var line = new RatedLine(
            "gateway/eu-1", id, time, Inference, InputTokens, "", "{quantity} uses", "inference@1",
            book.TierStart(Inference, InputTokens, time), one, one, amount, legs, isLate);
        return new(at) { Lines = [line] };
    }
}
