using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Ledger;
using Billing.Pricing;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History;

public sealed class ExplainChargeTests(Azurite azurite)
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("20260310-2")]
    [InlineData("20260310-2-9")]
    [InlineData("20260310-3-0")]
    [InlineData("20260311-2-0")]
    [InlineData("20260230-2-0")]
    [InlineData("20260310-99999999999999999999-0")]
    [InlineData("20260310-2--1")]
    [InlineData("20260310-2-0'")]
    public async Task A_charge_that_does_not_exist_is_not_found(string id)
    {
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        await past.Happen(new(0, 0, 0, Size: 5));
        var prices = new PriceCatalogue(new RateCardTable(await azurite.Tables()), TimeProvider.System);

        var answer = await new ExplainCharge(past.Reader, prices)
            .Run(SomeRequest.Query(""), past.Account.Value, id, default);

        Assert.Equal("404 not_found", answer.Summary());
    }

    [Fact]
    public async Task A_charge_is_explained_by_the_price_version_that_it_names()
    {
        await azurite.Table(RateCardTable.Name);
        var rates = new RateCardTable(await azurite.Tables());
        var card = RateCardId.Parse("ai-inference/explained-tokens/USD");
        var version = Some.Version(card: card);
        await rates.Publish(card, _ => version, default);
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        var head = await past.Commit(Entry(TopUp("5")));
        var line = SomeLedger.Usage(head.State, 1).Lines[0] with { Price = version.Name };
        await past.Commit(new LedgerEntry(Noon) { Lines = [line] });
        var prices = new PriceCatalogue(rates, TimeProvider.System);

        var answer = await new ExplainCharge(past.Reader, prices)
            .Run(SomeRequest.Query(""), past.Account.Value, "20260310-3-0", default);

        var charge = VoucherShop.Body(answer);
        Assert.Equal(version.Name, charge.GetProperty("price").GetString());
        Assert.Equal("0.000165", charge.GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("1000", charge.GetProperty("tierPath")[0].GetProperty("quantity").GetString());
        Assert.Equal("topup:pay-1", charge.GetProperty("legs")[0].GetProperty("fund").GetString());
        Assert.Equal("topUp", charge.GetProperty("legs")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_plan_s_part_is_explained_by_its_own_price_also_when_the_plan_is_gone()
    {
        await azurite.Table(RateCardTable.Name);
        var rates = new RateCardTable(await azurite.Tables());
        var card = RateCardId.Parse("ai-inference/images/USD");
        await rates.Publish(card, _ => Some.Version(Some.Terms(Some.PerUnit("1", "1")), card), default);
        var terms = SomeCover.Terms("4") with { Prices = [SomeCover.Price("0.5", "1", meter: CoverFold.Images)] };
        var past = new SomeHistory(new LedgerTable(await azurite.Table(LedgerTable.Name)));
        await past.Open();
        await past.Commit(Entry(SomeCover.Activated(terms, "p"), TopUp("5")));
        var fold = new CoverFold(Some.PerUnit("1", "1"), null, SomeCover.Activated(terms, "p"), TopUp("5"));
        Assert.Equal("p 8=4, top-up 2=2", fold.Use("10"));
        await past.Commit(new LedgerEntry(Noon) { Lines = [fold.Last] });
        var gone = new MovementFact.CoverExpired(new("plan:p:1"), Usd("0"));
        await past.Commit(new LedgerEntry(Noon.AddDays(30)) { Movements = [gone] });

        var answer = await new ExplainCharge(past.Reader, new PriceCatalogue(rates, TimeProvider.System))
            .Run(SomeRequest.Query(""), past.Account.Value, "20260310-4-0", default);

        var charge = VoucherShop.Body(answer);
        Assert.Equal(CoverDecision.CoveredInPart, charge.GetProperty("cover").GetString());
        var covered = charge.GetProperty("covered")[0];
        Assert.Equal(
            ("plan:p:1", true),
            (covered.GetProperty("plan").GetString(), covered.GetProperty("isOwnPrice").GetBoolean()));
        Assert.Equal("0.5", covered.GetProperty("tierPath")[0].GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal("4", covered.GetProperty("amount").GetProperty("amount").GetString());
        Assert.Equal("2", charge.GetProperty("tierPath")[0].GetProperty("quantity").GetString());
        Assert.Equal("6", charge.GetProperty("amount").GetProperty("amount").GetString());
    }
}
