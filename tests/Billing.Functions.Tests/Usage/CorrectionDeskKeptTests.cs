using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Money;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

/// <summary>Corrections that are kept for a person, and how those that are done are told of.</summary>
public sealed class CorrectionDeskKeptTests(Azurite azurite)
{
    private static readonly ChargedCounts OneReversed = new(0, 0, 0, Reversed: 1);

    [Fact]
    public async Task A_void_that_comes_before_its_original_is_kept_and_done_when_a_person_asks()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var use = Some.EventJson(account: account.Value);

        Assert.Equal(new(0, 1, 0), await world.Charge(account, SomeCorrection.Void(use)));
        Assert.Equal(new(0, 0, 1), await world.Charge(account, SomeCorrection.Void(use)));
        var id = Assert.Single(await world.Kept(account)).Id;
        Assert.Equal("original_unknown", Reason(await world.Replay.Replay(account, id, default)));

        await world.Charge(account, use);
        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));
        Assert.IsType<ReplayResult.Rated>(await world.Replay.Replay(account, id, default));

        Assert.Equal("0 by 1 lines, 0 kept", await world.Charged(account));
    }

    [Fact]
    public async Task A_void_that_came_too_soon_and_is_sent_again_leaves_quarantine_when_it_is_done()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var use = Some.EventJson(account: account.Value);
        await world.Charge(account, SomeCorrection.Void(use));
        await world.Charge(account, use.DeepClone().AsObject());

        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(use)));

        Assert.Equal("0 by 1 lines, 0 kept", await world.Charged(account));
    }

    /// <summary>
    /// Each void of usage that a top-up has paid since opens a lot: room stays for what is being paid.
    /// </summary>
    [Fact]
    public async Task A_void_that_needs_another_lot_is_kept_while_the_account_has_many_and_others_are_not()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var (owed, paid) = (Some.EventJson("owed", account.Value), Some.EventJson("paid", account.Value));
        await world.Charge(account, owed);
        const int most = AccountState.MaxLots - Correction.LotsLeftFree;
        for (var lots = 0; lots < most; lots += 50)
            await Commit(
                world, account, [.. Enumerable.Range(lots, 50).Select(i => SomeLedger.TopUp("1", $"lot-{i}"))]);
        await world.Charge(account, paid);

        Assert.Equal(new(0, 1, 0), await world.Charge(account, SomeCorrection.Void(owed, "v-owed")));
        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(paid, "v-paid")));

        Assert.Equal("beyond_ledger", Assert.Single(await world.Kept(account)).Event.Reason);
        Assert.Equal(most, (await world.Ledger.Load(account, default)).State.Lots.Length);
        Assert.True(most < Billing.TopUps.TopUp.MaxLots);
        await world.Charged(account);
    }

    private const string Refused =
        """
        correction                      | reason
        void of another time            | original_unknown
        void of another source          | original_unknown
        void under its original's id    | id_conflict
        void too early                  | in_future
        void too late                   | too_old
        amend to an unknown meter       | unknown_meter
        second void                     | already_reversed
        amend after the void            | already_reversed
        void's id for another original  | id_conflict
        """;

    [Fact]
    public async Task A_correction_that_cannot_be_done_is_kept_with_its_reason_and_changes_nothing()
    {
        var (world, account, use) = await Charged();
        var other = Some.EventJson("e-2", account.Value, Some.Noon.AddSeconds(-5));
        await world.Charge(account, Copy(other));
        var fork = Copy(use);
        var moved = Copy(use);
        (fork["source"], moved["time"]) = ("demo/other", "2026-03-15T12:00:01Z");
        var unknown = SomeCorrection.Amend(use, "1", "a-9");
        unknown["data"]!["meter"] = "no-such";

        await Keeps(0, SomeCorrection.Void(moved, "v-a"));
        await Keeps(1, SomeCorrection.Void(fork, "v-b"));
        await Keeps(2, SomeCorrection.Void(use, "e-1"));
        await Keeps(3, SomeCorrection.Void(use, "v-c", Some.Noon.AddMinutes(5).AddTicks(1)));
        await Keeps(4, SomeCorrection.Void(use, "v-d", Some.Noon.AddDays(-35).AddTicks(-1)));
        await Keeps(5, unknown);
        Assert.Equal("0.00033 by 2 lines, 6 kept", await world.Charged(account));
        Assert.Equal(OneReversed, await world.Charge(account, SomeCorrection.Void(use)));
        await Keeps(6, SomeCorrection.Void(use, "v-2"));
        await Keeps(7, SomeCorrection.Amend(use, "7"));
        await Keeps(8, SomeCorrection.Void(other, "v-1"));
        Assert.Equal("0.000165 by 2 lines, 9 kept", await world.Charged(account));

        async Task Keeps(int row, JsonObject correction)
        {
            var known = (await world.Kept(account)).Select(kept => kept.Id).ToHashSet();
            Assert.Equal(new(0, 1, 0), await world.Charge(account, correction));
            var kept = Assert.Single(await world.Kept(account), it => !known.Contains(it.Id));
            Assert.Equal(TextTable.Rows(Refused)[row]["reason"], kept.Event.Reason);
        }
    }

    [Fact]
    public async Task The_history_names_the_charge_and_the_explanation_names_the_event_that_took_it_back()
    {
        var (world, account, use) = await Charged();
        var amend = SomeCorrection.Amend(use, "3000");
        await world.Charge(account, amend);
        var reader = new LedgerReader(world.Ledger);

        var page = await new HistoryReader(reader, new(reader)).Read(account, new(), null, 50, Some.Noon, default);

        var reversal = Assert.Single(page.Entries, it => it.Kind == HistoryKind.Reversal);
        Assert.True(LineId.TryParse(reversal.Reverses, out var id));
        var line = (await reader.Line(account, id, default))!;
        var by = await reader.Reversal(account, line, default);
        Assert.Equal(new ReversedBy(ReversalKind.Amend, "a-1", Some.Noon), by);
        Assert.Equal((line.Amount, "e-1"), (reversal.Amount, line.EventId));
        Assert.Equal("-0.000495", page.Entries.Aggregate(Amount.Zero(Currency.Usd), (sum, it) => sum + it.Amount)
            .ToDecimalString());
        var amending = Assert.Single(page.Entries, it => it.Amount.ToDecimalString() == "-0.000495");
        Assert.True(LineId.TryParse(amending.Id, out var amendingId));
        Assert.EndsWith(" e-1", (await reader.Line(account, amendingId, default))!.Amends, StringComparison.Ordinal);
    }

    private async Task<(UsageWorld World, AccountId Account, JsonObject Use)> Charged()
    {
        var world = await UsageWorld.Open(azurite);
        var account = await world.Customer();
        var use = Some.EventJson(account: account.Value);
        Assert.Equal(new(1, 0, 0), await world.Charge(account, Copy(use)));
        return (world, account, use);
    }

    private static string Reason(ReplayResult result) => Assert.IsType<ReplayResult.Refused>(result).Reason;

    private static JsonObject Copy(JsonObject json) => json.DeepClone().AsObject();

    private static async Task Commit(UsageWorld world, AccountId account, params MovementFact[] facts)
    {
        var head = await world.Ledger.Load(account, default);
        var entry = new LedgerEntry(world.Clock.GetUtcNow()) { Movements = [.. facts] };
        Assert.IsType<CommitResult.Committed>(await world.Ledger.Commit(head, entry, [], default));
    }
}
