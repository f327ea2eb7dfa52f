using System.Collections.Concurrent;
using System.Text;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Billing.TopUps.Inbox;

namespace Billing.Functions.Tests.Support;

/// <summary>A gateway that says what it is told to, and remembers what it was asked to do.</summary>
public sealed class FakeGateway(PayMethod method) : IPaymentGateway, INoticeReader
{
    private static readonly ConcurrentDictionary<string, PaymentNews> Sent = new();

    private readonly ConcurrentQueue<RefundOrder> _orders = new();

    public PayMethod Method => method;

    public PaymentTimes Times => SomeTopUp.Times;

    public PaymentStart Began { get; set; } = new PaymentStart.Redirect(new("https://pay.example/1"), "order-1");

    public PaymentResult Says { get; set; } = new PaymentResult.Unfinished();

    /// <summary>Null takes each order under a name of its own.</summary>
    public RefundAnswer? Refunds { get; set; }

    public int Questions { get; private set; }

    public IReadOnlyCollection<RefundOrder> Orders => _orders;

    public Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop) => Task.FromResult(Began);

    public Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        Questions++;
        return Task.FromResult(Says);
    }

    public Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        _orders.Enqueue(order);
        return Task.FromResult(Refunds ?? new RefundAnswer.Accepted(RefundOf(order)));
    }

    public PaymentNews Read(ReadOnlyMemory<byte> body) => Sent[Encoding.UTF8.GetString(body.Span)];

    /// <summary>The body of a notice that says so; whoever reads it later finds the same.</summary>
    public static byte[] Body(PaymentNews news)
    {
        var body = $"{news.Id} {Sent.Count}";
        Sent[body] = news;
        return Encoding.UTF8.GetBytes(body);
    }

    public static string RefundOf(RefundOrder order) => $"refund-{order.Id}";

    public static PaymentResult.Paid Paid(Amount amount, string transaction = "capture-1") =>
        new(amount, transaction, SomeTopUp.Now);
}
