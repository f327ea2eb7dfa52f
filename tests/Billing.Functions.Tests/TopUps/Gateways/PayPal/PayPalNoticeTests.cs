using System.Text;
using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways.PayPal;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.TopUps.Gateways.PayPal;

public sealed class PayPalNoticeTests
{
    private static readonly string Refund =
        $$"""
        {"id":"R1","status":"COMPLETED","amount":{"currency_code":"USD","value":"10.00"},
         "links":[{"rel":"self","href":"x"},
         {"rel":"up","href":"https://api/v2/payments/captures/{{FakePayPal.Capture}}"}]}
        """;

    [Fact]
    public void An_approval_is_not_money_and_leads_to_a_question()
    {
        var news = Read("CHECKOUT.ORDER.APPROVED", FakePayPal.OrderJson("APPROVED"));

        Assert.True(news.MustAsk);
        Assert.Null(news.Result);
        Assert.Equal((SomeTopUp.Id, FakePayPal.Order), (news.Reference!.Value, news.Order));
        Assert.Equal(("WH-1", SomeTopUp.Now), (news.Id, news.At));
    }

    [Theory]
    [InlineData("COMPLETED", "Paid")]
    [InlineData("DECLINED", "Declined")]
    [InlineData("PENDING", "Attempted")]
    public void A_completed_order_says_what_its_capture_says(string capture, string result)
    {
        var news = Read("CHECKOUT.ORDER.COMPLETED", FakePayPal.OrderJson("COMPLETED", capture));

        Assert.Equal(result, news.Result!.GetType().Name);
        Assert.Equal([FakePayPal.Capture], news.Aliases);
        Assert.True(Read("CHECKOUT.ORDER.COMPLETED", FakePayPal.OrderJson("COMPLETED")).MustAsk);
    }

    [Theory]
    [InlineData("PAYMENT.CAPTURE.COMPLETED", "COMPLETED", "Paid")]
    [InlineData("PAYMENT.CAPTURE.PENDING", "PENDING", "Attempted")]
    [InlineData("PAYMENT.CAPTURE.DENIED", "DECLINED", "Declined")]
    [InlineData("PAYMENT.CAPTURE.DECLINED", "DECLINED", "Declined")]
    [InlineData("PAYMENT.CAPTURE.DENIED", "COMPLETED", "Declined")]
    [InlineData("PAYMENT.CAPTURE.REVERSED", "COMPLETED", "TakenBack")]
    public void A_captures_news_is_about_its_order(string type, string status, string result)
    {
        var news = Read(type, FakePayPal.CaptureJson(status));

        Assert.Equal(result, news.Result!.GetType().Name);
        Assert.Equal((SomeTopUp.Id, FakePayPal.Order), (news.Reference!.Value, news.Order));
        Assert.Equal([FakePayPal.Capture], news.Aliases);
    }

    [Theory]
    [InlineData("\"25.0\"", "USD", "Paid")]
    [InlineData("\"24.99\"", "USD", "Paid")]
    [InlineData("\"25.00\"", "EUR", "Paid")]
    [InlineData("\"25,00\"", "USD", "Doubtful")]
    [InlineData("\"NaN\"", "USD", "Doubtful")]
    [InlineData("\"1e2\"", "USD", "Doubtful")]
    [InlineData("\"-25.00\"", "USD", "Doubtful")]
    [InlineData("25.00", "USD", "Doubtful")]
    [InlineData("\"25.00\"", "XXX", "Doubtful")]
    public void An_amount_that_cannot_be_read_is_for_a_person(string value, string currency, string result) =>
        Assert.Equal(result, Read("PAYMENT.CAPTURE.COMPLETED", FakePayPal.CaptureJson("COMPLETED", value, currency))
            .Result!.GetType().Name);

    [Fact]
    public void A_refund_leads_over_its_capture()
    {
        var news = Read("PAYMENT.CAPTURE.REFUNDED", Refund);

        Assert.Equal(new PaymentResult.Refunded("R1", FakePayPal.Usd("10")), news.Result);
        Assert.Null(news.Reference);
        Assert.Equal([FakePayPal.Capture], news.Aliases);
        var failed = Refund.Replace("COMPLETED", "FAILED", StringComparison.Ordinal);
        Assert.IsType<PaymentResult.RefundFailed>(Read("PAYMENT.CAPTURE.REFUNDED", failed).Result);
        var unreadable = Read("PAYMENT.CAPTURE.REFUNDED", Refund.Replace("10.00", "x", StringComparison.Ordinal));
        Assert.Equal((null, true), (unreadable.Result, unreadable.Alerts));
        Assert.True(Read("PAYMENT.CAPTURE.REFUNDED", FakePayPal.CaptureJson("REFUNDED")).MustAsk);
    }

    [Theory]
    [InlineData("CREATED", "", DisputePhase.Opened)]
    [InlineData("UPDATED", "", DisputePhase.Opened)]
    [InlineData("RESOLVED", "RESOLVED_BUYER_FAVOUR", DisputePhase.Lost)]
    [InlineData("RESOLVED", "ACCEPTED", DisputePhase.Lost)]
    [InlineData("RESOLVED", "RESOLVED_SELLER_FAVOUR", DisputePhase.Won)]
    [InlineData("RESOLVED", "RESOLVED_WITH_PAYOUT", DisputePhase.Won)]
    [InlineData("RESOLVED", "CANCELED_BY_BUYER", DisputePhase.Won)]
    [InlineData("RESOLVED", "DENIED", DisputePhase.Won)]
    public void A_dispute_is_known_by_its_capture_and_goes_by_its_outcome(
        string type, string outcome, DisputePhase phase)
    {
        var news = Read($"CUSTOMER.DISPUTE.{type}", Dispute(outcome));

        Assert.Equal(new PaymentResult.Disputed("PP-D-1", phase, FakePayPal.Usd("25")), news.Result);
        Assert.Equal(SomeTopUp.Id, news.Reference);
        Assert.Equal([FakePayPal.Capture], news.Aliases);
    }

    [Fact]
    public void A_dispute_that_says_too_little_is_for_a_person()
    {
        var none = Read("CUSTOMER.DISPUTE.RESOLVED", Dispute("NONE"));
        Assert.Equal((null, true), (none.Result, none.Alerts));
        var two = Read("CUSTOMER.DISPUTE.CREATED", """{"dispute_id":"PP-D-1","disputed_transactions":[{},{}]}""");
        Assert.Equal((null, true), (two.Result, two.Alerts));
        var blank = Read("CUSTOMER.DISPUTE.CREATED", """{"disputed_transactions":[{}]}""");
        Assert.Equal((null, true), (blank.Result, blank.Alerts));
    }

    [Fact]
    public void A_part_that_the_buyer_got_back_is_what_is_lost()
    {
        var dispute = Dispute("RESOLVED_BUYER_FAVOUR").Replace(
            "\"outcome_code\"", "\"amount_refunded\":{\"currency_code\":\"USD\",\"value\":\"7\"},\"outcome_code\"",
            StringComparison.Ordinal);

        var lost = Assert.IsType<PaymentResult.Disputed>(Read("CUSTOMER.DISPUTE.RESOLVED", dispute).Result);

        Assert.Equal(FakePayPal.Usd("7"), lost.Amount);
    }

    [Fact]
    public void Other_news_is_kept_and_ignored()
    {
        var news = Read("BILLING.PLAN.CREATED", "{}");

        Assert.Equal((null, false, "unknown_type"), (news.Result, news.MustAsk, news.Ignored));
        var reversed = Read("CHECKOUT.PAYMENT-APPROVAL.REVERSED", """{"order_id":"O1"}""");
        Assert.Equal((true, "O1"), (reversed.MustAsk, reversed.Order));
        Assert.Null(Read("PAYMENT.CAPTURE.COMPLETED", FakePayPal.CaptureJson("COMPLETED", custom: "x")).Reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"WH-1","event_type":"X"}""")]
    [InlineData("""{"id":"WH-1","event_type":"X","resource":[]}""")]
    [InlineData("""{"id":"WH-1","resource":{}}""")]
    [InlineData("""{"event_type":"X","resource":{}}""")]
    [InlineData("""{"id":7,"event_type":"X","resource":{}}""")]
    public void What_is_no_notice_is_refused(string body) =>
        Assert.Throws<FormatException>(() => new PayPalNotice().Read(Encoding.UTF8.GetBytes(body)));

    private static PaymentNews Read(string type, string resource) => new PayPalNotice().Read(Encoding.UTF8.GetBytes(
        $$"""{"id":"WH-1","event_type":"{{type}}","create_time":"2026-11-22T05:00:00Z","resource":{{resource}} }"""));

    private static string Dispute(string outcome) =>
        $$"""
        {"dispute_id":"PP-D-1","dispute_amount":{"currency_code":"USD","value":"25.00"},
         "dispute_outcome":{"outcome_code":"{{outcome}}"},
         "disputed_transactions":[{"seller_transaction_id":"{{FakePayPal.Capture}}","custom":"{{SomeTopUp.Id}}"}]}
        """;
}
