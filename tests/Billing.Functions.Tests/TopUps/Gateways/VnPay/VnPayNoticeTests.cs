using Billing.Functions.Tests.Support;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayNoticeTests
{
    [Fact]
    public void An_empty_query_is_an_unknown_error() => Assert.Equal(VnPayAnswer.UnknownError, Refusal(""));

    [Fact]
    public void A_notice_that_is_not_signed_with_our_secret_says_nothing()
    {
        var fields = SomeTopUp.NoticeFields();
        var query = VnPaySignature.Canonical(fields);
        var good = SomeTopUp.Signed(fields);

        Assert.Equal(VnPayAnswer.InvalidSignature, Refusal(query));
        Assert.Equal(
            VnPayAnswer.InvalidSignature, Refusal($"{query}&vnp_SecureHash={VnPaySignature.Sign("other", query)}"));
        Assert.Equal(
            VnPayAnswer.InvalidSignature, Refusal(good.Replace("50000000", "50000001", StringComparison.Ordinal)));
        Assert.Equal(VnPayAnswer.InvalidSignature, Refusal(good + "&vnp_Foo=1"));
        Assert.Equal(VnPayAnswer.InvalidSignature, Refusal(good + "&vnp_Amount=50000000"));
        Assert.Equal(VnPayAnswer.InvalidSignature, Refusal("vnp_Amount=1&" + good));
        Assert.Equal(
            VnPayAnswer.InvalidSignature, Refusal(good.Replace("vnp_Amount", "VNP_AMOUNT", StringComparison.Ordinal)));
        Assert.Equal(VnPayAnswer.InvalidSignature, Refusal(good + "&x=%ZZ"));
    }

    [Fact]
    public void A_hash_over_the_decoded_text_is_not_a_hash()
    {
        var decoded = string.Join('&', SomeTopUp.NoticeFields()
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        var query = VnPaySignature.Canonical(SomeTopUp.NoticeFields());

        Assert.Equal(
            VnPayAnswer.InvalidSignature,
            Refusal($"{query}&vnp_SecureHash={VnPaySignature.Sign(SomeTopUp.Terminal.Secret, decoded)}"));
    }

    [Fact]
    public void Fields_of_others_are_ignored() =>
        Assert.True(VnPayNotice.Read(
            SomeTopUp.Signed(SomeTopUp.NoticeFields()) + "&utm_source=x", SomeTopUp.Terminal.Secret)
            .IsAccepted(out _, out _));

    [Fact]
    public void A_date_that_is_none_is_stored_as_none()
    {
        var fields = SomeTopUp.NoticeFields();
        fields["vnp_PayDate"] = "20261301120130";

        Assert.Null(Read(fields).PaidAt);
        Assert.Equal(new(2026, 11, 22, 5, 1, 30, TimeSpan.Zero), Read(SomeTopUp.NoticeFields()).PaidAt);
    }

    [Theory]
    [InlineData("vnp_TmnCode", "OTHER001")]
    [InlineData("vnp_TxnRef", "")]
    [InlineData("vnp_TxnRef", "' OR 1=1")]
    [InlineData("vnp_TxnRef", "01kan0000000000000000000t1")]
    public void A_notice_for_another_terminal_or_an_impossible_reference_has_no_order(string field, string value)
    {
        var fields = SomeTopUp.NoticeFields();
        fields[field] = value;

        Assert.False(Read(fields).Addressee(SomeTopUp.Terminal.Code).IsAccepted(out _, out var answer));
        Assert.Equal(VnPayAnswer.OrderNotFound, answer);
    }

    [Theory]
    [InlineData("50100000")]
    [InlineData("500000")]
    [InlineData("050000000")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("5e7")]
    [InlineData("50000000.0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("")]
    public void Another_amount_than_ours_is_refused(string amount)
    {
        var fields = SomeTopUp.NoticeFields();
        fields["vnp_Amount"] = amount;

        Assert.Equal(VnPayAnswer.InvalidAmount, Read(fields).Misfit(SomeTopUp.TopUp()));
    }

    [Fact]
    public void A_notice_is_never_about_a_payment_of_another_gateway()
    {
        var elsewhere = SomeTopUp.TopUp() with { Method = new("stripe") };

        Assert.Equal(VnPayAnswer.OrderNotFound, Read(SomeTopUp.NoticeFields()).Misfit(elsewhere));
        Assert.Null(Read(SomeTopUp.NoticeFields()).Misfit(SomeTopUp.TopUp()));
    }

    [Theory]
    [InlineData(NoticeOutcome.Repeated, VnPayAnswer.AlreadyConfirmed)]
    [InlineData(NoticeOutcome.Applied, VnPayAnswer.Confirmed)]
    [InlineData(NoticeOutcome.NeedsReview, VnPayAnswer.Confirmed)]
    [InlineData(NoticeOutcome.Ignored, VnPayAnswer.Confirmed)]
    [InlineData(NoticeOutcome.Parked, VnPayAnswer.Confirmed)]
    [InlineData(NoticeOutcome.Unmatched, VnPayAnswer.OrderNotFound)]
    [InlineData(NoticeOutcome.Received, VnPayAnswer.UnknownError)]
    public void An_answer_lets_vnpay_stop_when_nothing_is_left_to_tell(NoticeOutcome became, VnPayAnswer answer) =>
        Assert.Equal(answer, VnPayNotice.AnswerTo(became, isPaid: false));

    private static VnPayAnswer Refusal(string query)
    {
        Assert.False(VnPayNotice.Read(query, SomeTopUp.Terminal.Secret).IsAccepted(out _, out var refusal));
        return refusal;
    }

    private static VnPayNotice Read(Dictionary<string, string> fields)
    {
        Assert.True(
            VnPayNotice.Read(SomeTopUp.Signed(fields), SomeTopUp.Terminal.Secret).IsAccepted(out var notice, out _));
        return notice;
    }
}
