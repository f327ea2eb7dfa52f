using System.Collections.Immutable;
using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

/// <summary>
/// What a thousand events of one account take in storage, head and commit included: the bar is 40 bytes an event.
/// </summary>
public sealed class SegmentSizeTests
{
    private const int Events = 1_000;

    [Theory]
    [InlineData(true, 22, 23)]
    [InlineData(false, 15, 16)]
    public void A_thousand_events_take_few_bytes_each(bool withGuids, int atLeast, int atMost)
    {
        var head = AccountHead.New(SomeLedger.Account());
        var opened = CommitPlan.Of(
            head, SomeLedger.Entry(SomeLedger.Opened(), SomeLedger.Voucher("0.02"), SomeLedger.TopUp("100")), []).Next;
        var entry = new LedgerEntry(SomeLedger.Noon) { Lines = Mixed(opened.State, withGuids) };

        var plan = CommitPlan.Of(opened, entry, []);

        var bytes = plan.Actions.Sum(action => StoredBytes((Azure.Data.Tables.TableEntity)action.Entity));
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)bytes / Events:F1} bytes an event");
        Assert.InRange(bytes / (double)Events, atLeast, atMost);
    }

    /// <summary>Two meters, four models, two services, millisecond times, token counts as they come.</summary>
    private static ImmutableArray<RatedLine> Mixed(AccountState state, bool withGuids)
    {
        var book = AccountBook.From(state);
        var random = new SplitMix(42);
        var lines = ImmutableArray.CreateBuilder<RatedLine>();
        var time = SomeLedger.Noon;
        for (var i = 0; i < Events; i++)
        {
            time = time.AddMilliseconds(random.Below(2_000));
            var isInput = random.Below(2) == 0;
            var quantity = Quantity.Of(1 + random.Below(isInput ? 4_000 : 600));
            var amount = new Rate(SomeLedger.Usd(isInput ? "0.165" : "0.187"), Quantity.Of(1_000_000)).Of(quantity);
            var meter = new MeterName(isInput ? "input-tokens" : "output-tokens");
            var id = withGuids
                ? random.NextGuid().ToString()
                : string.Create(
                    CultureInfo.InvariantCulture, $"req-{time:yyyyMMddHHmmssfff}-{random.Below(1_000_000):D6}-{i % 7}");
            var line = new RatedLine(
                "gateway/eu-1", id, time, SomeLedger.Inference, meter, $"model=m{random.Below(4)}",
                "{quantity} tokens", $"{meter}@1",
                book.TierStart(SomeLedger.Inference, meter, time), quantity, quantity, amount,
                book.Draw(SomeLedger.Inference, time, time, quantity, amount).Legs, false);
            book.Apply(line, time);
            lines.Add(line);
        }
        return lines.ToImmutable();
    }

    /// <summary>Azure's own formula: keys and names two bytes a character, values by type.</summary>
    private static long StoredBytes(Azure.Data.Tables.TableEntity row) =>
        4 + row.Sum(column => 8 + column.Key.Length * 2 + column.Value switch
    {
        string text => text.Length * 2 + 4,
        byte[] bytes => bytes.Length + 4,
        long => 8,
        _ => 4,
    });

    private sealed class SplitMix(ulong state)
    {
        public ulong Next()
        {
            unchecked
            {
                var z = state += 0x9E3779B97F4A7C15;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }

        public Guid NextGuid() => new([.. BitConverter.GetBytes(Next()), .. BitConverter.GetBytes(Next())]);

        public int Below(int bound) => (int)(Next() % (ulong)bound);
    }
}
