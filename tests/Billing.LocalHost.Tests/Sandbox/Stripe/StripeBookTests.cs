using System.Text.Json.Nodes;
using Billing.LocalHost.Sandbox.Stripe;

namespace Billing.LocalHost.Tests.Sandbox.Stripe;

public sealed class StripeBookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("billing-stripe-").FullName;

    private string StateFile => Path.Combine(_folder, "sandbox-stripe.jsonl");

    [Fact]
    public void Objects_outlive_a_kill_even_in_the_middle_of_a_line()
    {
        var session = new StripeSession(
            "cs_test_1", 3000, "jpy", "REF1", new() { ["topup_id"] = "REF1" }, 1, 2, "http://back/", null);
        Open().Keep(session);
        Open().Keep(
            session with { Status = "complete", PaymentIntent = "pi_1" },
            new StripeIntent("pi_1", 3000, "jpy", [], 1) { Status = "succeeded", LatestCharge = "ch_1" },
            new StripeEvent("evt_1", 7, "x", 1, new() { ["a"] = 1 }, new() { Copies = 3 }) { Sent = 2 });
        File.AppendAllText(StateFile, "{\"kind\":\"session\",\"id\":\"cs_t");

        var book = Open();

        Assert.Equal("complete", book.Find<StripeSession>("cs_test_1")!.Status);
        Assert.Equal("REF1", book.Find<StripeSession>("cs_test_1")!.Metadata["topup_id"]);
        Assert.Equal("ch_1", book.Find<StripeIntent>("pi_1")!.LatestCharge);
        Assert.Equal((2, 3), (book.Find<StripeEvent>("evt_1")!.Sent, book.Find<StripeEvent>("evt_1")!.Plan.Copies));
        Assert.Equal(8, book.NextNumber());
    }

    [Fact]
    public void Objects_are_shown_with_the_names_of_the_api()
    {
        var shown = new StripeSession("cs_test_1", 3000, "jpy", "REF1", [], 1, 2, "http://back/", null).Show();

        Assert.Equal("checkout.session", shown["object"]!.GetValue<string>());
        Assert.Equal(3000, shown["amount_total"]!.GetValue<long>());
        Assert.False(shown["livemode"]!.GetValue<bool>());
        Assert.True(shown.ContainsKey("payment_intent"));
        Assert.Null(shown["kind"]);
        Assert.Null(shown["tail"]);
    }

    [Fact]
    public void Orders_are_for_one_payment_and_failures_for_the_calls_that_they_name()
    {
        var book = Open();
        book.Control = new() { Outcome = "fail", NextCall = new() { Failure = "500", Call = "create", Times = 2 } };

        Assert.Equal("fail", book.TakeOrders().Outcome);
        Assert.Equal("success", book.TakeOrders().Outcome);
        Assert.Equal("", book.TakeFailure("read").Failure);
        Assert.Equal("500", book.TakeFailure("create").Failure);
        Assert.Equal("500", book.TakeFailure("create").Failure);
        Assert.Equal("", book.TakeFailure("create").Failure);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StripeBook Open() => new(
        new StripeMerchant("sk_test", ["whsec"], new("http://localhost/"), "http://localhost/c/", StateFile),
        TimeProvider.System);
}
