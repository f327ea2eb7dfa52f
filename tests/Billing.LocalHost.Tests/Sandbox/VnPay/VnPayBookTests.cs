using Billing.LocalHost.Sandbox.VnPay;

namespace Billing.LocalHost.Tests.Sandbox.VnPay;

public sealed class VnPayBookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("billing-vnpay-").FullName;

    private string StateFile => Path.Combine(_folder, "sandbox-vnpay.jsonl");

    [Fact]
    public void Payments_outlive_a_kill_even_in_the_middle_of_a_line()
    {
        var payment = new VnPayPayment(
            "REF1", "50000000", "20261122120000", DateTimeOffset.UnixEpoch, "Top-up 1", "http://back/");
        Open().Change("REF1", _ => payment);
        Open().Change(
            "REF1", known => known! with { Outcome = new("00", "00", "14600001", "20261122120130"), NoticesSent = 3 });
        File.AppendAllText(StateFile, "{\"txnRef\":\"REF1\",\"amo");

        var found = Open().Find("REF1")!;

        Assert.Equal(3, found.NoticesSent);
        Assert.Equal("14600001", found.Outcome!.TransactionNo);
        Assert.Equal("before", found.Notice.Order);
    }

    [Fact]
    public void Orders_are_for_one_payment_and_for_one_question()
    {
        var book = Open();
        book.Control = new() { Outcome = "fail", NextCall = "500" };

        Assert.Equal("fail", book.TakeControl().Outcome);
        Assert.Equal("success", book.TakeControl().Outcome);
        Assert.Equal("500", book.TakeNextCall());
        Assert.Equal("", book.TakeNextCall());
    }

    [Fact]
    public void A_request_id_is_new_once_and_transactions_count_up()
    {
        var book = Open();

        Assert.True(book.IsNewRequest("r1"));
        Assert.False(book.IsNewRequest("r1"));
        Assert.NotEqual(book.NextTransaction(), book.NextTransaction());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private VnPayBook Open() =>
        new(new VnPayMerchant("BILLING1", "secret", new("http://localhost/"), StateFile), TimeProvider.System);
}
