using System.Collections.Immutable;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using CsCheck;

namespace Billing.Functions.Tests.TopUps;

/// <summary>The same facts, in whatever order and however often, come to the same money.</summary>
public sealed class PaymentReversalsTests
{
    private static readonly PaymentResult Paid = new PaymentResult.Paid(SomeTopUp.Paid, "14600001", SomeTopUp.Now);

    /// <summary>What can be said of one payment, in amounts of 100,000 dong.</summary>
    private static readonly Gen<PaymentResult> AnyFact = Gen.Select(
        Gen.Int[0, 9], Gen.Int[1, 6], Gen.Int[1, 3],
        (kind, amount, id) => Fact(kind, Dong(amount), $"{id}"));

    [Fact]
    public void Opened_won_lost_refunded_twice_and_late_come_to_the_same_in_all_orders()
    {
        PaymentResult[] facts =
        [
            Paid,
            new PaymentResult.Disputed("d1", DisputePhase.Opened, SomeTopUp.Paid),
            new PaymentResult.Disputed("d1", DisputePhase.Lost, SomeTopUp.Paid),
            new PaymentResult.Disputed("d1", DisputePhase.Won, SomeTopUp.Paid),
            new PaymentResult.Refunded("r1", Dong(2)),
            new PaymentResult.Refunded("r1", Dong(2)),
        ];
        var ends = Permutations(facts).Select(order => End(order, [])).ToList();

        Assert.Equal(720, ends.Count);
        Assert.Equal(
            "PartiallyRefunded credited 500000 taken 200000 net 300000 held 0", Assert.Single(ends.Distinct()));
    }

    [Theory]
    [InlineData("opened", "Disputed credited 500000 taken 0 net 500000 held 500000")]
    [InlineData("opened withdrawn", "ChargedBack credited 500000 taken 500000 net 0 held 0")]
    [InlineData("opened lost", "ChargedBack credited 500000 taken 500000 net 0 held 0")]
    [InlineData("opened withdrawn lost", "ChargedBack credited 500000 taken 500000 net 0 held 0")]
    [InlineData("opened withdrawn won", "Success credited 500000 taken 0 net 500000 held 0")]
    [InlineData("opened refunded", "Disputed credited 500000 taken 200000 net 300000 held 300000")]
    [InlineData("opened lost refunded", "ChargedBack credited 500000 taken 500000 net 0 held 0")]
    [InlineData("refunded refunded-too", "PartiallyRefunded credited 500000 taken 400000 net 100000 held 0")]
    [InlineData("refunded refunded-too in-all", "PartiallyRefunded credited 500000 taken 400000 net 100000 held 0")]
    [InlineData("in-all failed", "PartiallyRefunded credited 500000 taken 200000 net 300000 held 0")]
    [InlineData("refunded failed", "Success credited 500000 taken 0 net 500000 held 0")]
    [InlineData("taken-back", "ChargedBack credited 500000 taken 500000 net 0 held 0")]
    [InlineData("taken-back opened won", "Success credited 500000 taken 0 net 500000 held 0")]
    [InlineData("too-much", "Refunded credited 500000 taken 500000 net 0 held 0")]
    public void All_orders_of_each_story_end_as_the_story_does(string story, string end)
    {
        var facts = story.Split(' ').Select(Named).Prepend(Paid).ToArray();

        Assert.All(Permutations(facts), order => Assert.Equal(end, End(order, [])));
    }

    [Fact]
    public void Any_facts_in_any_two_orders_with_usage_between_come_to_the_same_balance() =>
        Gen.Select(AnyFact.Array[0, 8], Gen.Int[0, 40].Array[0, 4], Gen.Int, Gen.Int)
            .Sample((facts, usages, one, two) =>
            {
                var all = facts.Append(Paid).ToArray();
                return End(Shuffled(all, one), usages) == End([.. Shuffled(all, two), .. facts], usages);
            });

    [Fact]
    public void No_facts_take_more_than_was_credited_nor_hold_more_than_is_left() =>
        AnyFact.Array[0, 12].Sample(facts =>
        {
            var topUp = facts.Prepend(Paid).Aggregate(SomeTopUp.TopUp(), Step);
            return !topUp.NetTaken.IsNegative && topUp.NetTaken <= SomeTopUp.Paid
                && Held(topUp) <= SomeTopUp.Paid - topUp.NetTaken;
        });

    /// <summary>Applies facts, and their movements to an account that uses credit in between.</summary>
    /// <param name="usages">How much is used after each fact, in 10,000 dong.</param>
    private static string End(IReadOnlyList<PaymentResult> facts, int[] usages)
    {
        var book = AccountBook.From(AccountState.Empty);
        book.Apply(new MovementFact.Opened(Currency.Vnd, "UTC"), 1, SomeTopUp.Now);
        var topUp = SomeTopUp.TopUp();
        var seq = 1L;
        for (var i = 0; i < facts.Count; i++)
        {
            var after = Step(topUp, facts[i]);
            foreach (var fact in after.Movements.Skip(topUp.Movements.Count())) book.Apply(fact, ++seq, SomeTopUp.Now);
            topUp = after;
            if (i < usages.Length) Use(book, usages, i);
        }
        for (var i = facts.Count; i < usages.Length; i++) Use(book, usages, i);
        var sums = book.Sums();
        var net = new Amount(sums.TopUp - sums.Debt, Currency.Vnd);
        return $"{topUp.Status} credited {topUp.Credited?.ToMinor()} taken {topUp.NetTaken.ToMinor()} "
            + $"net {net.ToMinor()} held {Held(topUp).ToMinor()}";
    }

    private static void Use(AccountBook book, int[] usages, int index) =>
        SomeLedger.Use(book, Amount.OfMinor(usages[index] * 10_000, Currency.Vnd), $"u{index}");

    private static TopUp Step(TopUp topUp, PaymentResult fact) =>
        topUp.Apply(fact, ResultSource.Poll, SomeTopUp.Now.AddMinutes(1)).TopUp;

    private static Amount Held(TopUp topUp) =>
        topUp.Moves.LastOrDefault(move => move.Kind == TopUpMoveKind.Held) is { Kind: TopUpMoveKind.Held } held
            ? held.Amount
            : Amount.Zero(Currency.Vnd);

    private static PaymentResult Named(string name) => name switch
    {
        "opened" => Fact(0, SomeTopUp.Paid, "1"),
        "withdrawn" => Fact(1, SomeTopUp.Paid, "1"),
        "lost" => Fact(2, SomeTopUp.Paid, "1"),
        "won" => Fact(3, SomeTopUp.Paid, "1"),
        "refunded" => Fact(4, Dong(2), "1"),
        "refunded-too" => Fact(4, Dong(2), "2"),
        "in-all" => Fact(5, Dong(4), ""),
        "failed" => Fact(6, Dong(2), "1"),
        "taken-back" => Fact(7, SomeTopUp.Paid, ""),
        _ => Fact(4, Dong(9), "1"),
    };

    private static PaymentResult Fact(int kind, Amount amount, string id) => kind switch
    {
        0 => new PaymentResult.Disputed(id, DisputePhase.Opened, amount),
        1 => new PaymentResult.Disputed(id, DisputePhase.Withdrawn, amount),
        2 => new PaymentResult.Disputed(id, DisputePhase.Lost, amount),
        3 => new PaymentResult.Disputed(id, DisputePhase.Won, amount),
        4 => new PaymentResult.Refunded(id, amount),
        5 => new PaymentResult.RefundedInAll(amount),
        6 => new PaymentResult.RefundFailed(id, amount),
        7 => new PaymentResult.TakenBack(amount),
        8 => new PaymentResult.Declined("late"),
        _ => new PaymentResult.Lapsed("late"),
    };

    private static Amount Dong(int hundredThousands) => Amount.OfMinor(hundredThousands * 100_000L, Currency.Vnd);

    private static PaymentResult[] Shuffled(PaymentResult[] facts, int seed) =>
        [.. facts.Select((fact, index) => (fact, Key: unchecked((index + 1) * 0x9E3779B1u ^ (uint)seed * 0x85EBCA6Bu)))
            .OrderBy(it => unchecked(it.Key * (it.Key >> 7 | 1))).Select(it => it.fact)];

    private static IEnumerable<ImmutableList<PaymentResult>> Permutations(PaymentResult[] facts) => facts.Length == 0
        ? [[]]
        : Enumerable.Range(0, facts.Length).SelectMany(first =>
            Permutations([.. facts.Where((_, index) => index != first)]).Select(rest => rest.Insert(0, facts[first])));
}
