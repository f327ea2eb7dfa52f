namespace Billing.TopUps.Gateways.BankTransfer;

/// <summary>
/// Paying by bank transfer: the customer writes a reference on it, finance records what arrives, and nobody else can
/// be asked.
/// </summary>
public sealed class BankTransferGateway(PaymentRefTable references, TimeProvider clock) : IPaymentGateway
{
    /// <summary>Two top-ups with one code are rare; so many in a row mean that something else is wrong.</summary>
    public const int MaxAttempts = 8;

    public PayMethod Method => PayMethod.BankTransfer;

    public PaymentTimes Times { get; } =
        new(TimeSpan.FromDays(7), TimeSpan.FromDays(14), [TimeSpan.FromDays(1)], TimeSpan.Zero);

    /// <summary>The first of the top-up's codes that no other top-up has; claimed before anybody is told.</summary>
    public async Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var reference = TransferReference.Of(topUp.Id, attempt);
            if (await references.Add(Method, reference.Value, topUp.Reference, stop))
                return new PaymentStart.Instructed(reference.Value);
        }
        return new PaymentStart.Refused("no_free_reference");
    }

    public Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop) =>
        Task.FromResult(Judge(topUp, clock.GetUtcNow()));

    /// <summary>Finance sends the money by hand; the order itself says so.</summary>
    public Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop) =>
        Task.FromResult<RefundAnswer>(new RefundAnswer.Accepted($"bank:{order.Id}"));

    private static PaymentResult Judge(TopUp topUp, DateTimeOffset now)
    {
        if (!topUp.Receipts.IsEmpty && now > topUp.PayBefore) return new PaymentResult.Doubtful("partly_paid");
        if (topUp.Receipts.IsEmpty && now > topUp.GiveUpAt) return new PaymentResult.Lapsed("not_paid_in_time");
        return new PaymentResult.Unfinished();
    }
}
