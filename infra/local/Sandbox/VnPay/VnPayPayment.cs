namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>One payment as the sandbox knows it, from the opened pay page to the end of its notices.</summary>
/// <param name="Amount">Hundredths of a dong, as it was sent.</param>
/// <param name="Expires">After this nobody can pay any more.</param>
internal sealed record VnPayPayment(
    string TxnRef, string Amount, string CreateDate, DateTimeOffset Expires, string OrderInfo, string ReturnUrl)
{
    /// <summary>Null until the customer paid or cancelled.</summary>
    public VnPayOutcome? Outcome { get; init; }

    /// <summary>Hundredths of a dong that were sent back.</summary>
    public long Refunded { get; init; }

    public NoticePlan Notice { get; init; } = new();

    public int NoticesSent { get; init; }

    public bool NoticesEnded { get; init; }

    public DateTimeOffset NextNotice { get; init; }

    /// <summary>The last answer to a notice: its RspCode, or what went wrong.</summary>
    public string? LastAnswer { get; init; }

    public bool IsDue(DateTimeOffset now) => Outcome is not null && !NoticesEnded && NextNotice <= now;

    /// <summary>The fields that the notice and the return carry, not yet signed.</summary>
    public Dictionary<string, string> ResultFields(string terminal)
    {
        var outcome = Outcome!;
        var paid = outcome.TransactionNo != "0";
        return new()
        {
            ["vnp_TmnCode"] = terminal,
            ["vnp_Amount"] = Amount,
            ["vnp_BankCode"] = "NCB",
            ["vnp_BankTranNo"] = paid ? $"VNP{outcome.TransactionNo}" : "",
            ["vnp_CardType"] = paid ? "ATM" : "",
            ["vnp_PayDate"] = outcome.PayDate,
            ["vnp_OrderInfo"] = OrderInfo,
            ["vnp_TransactionNo"] = outcome.TransactionNo,
            ["vnp_ResponseCode"] = outcome.ResponseCode,
            ["vnp_TransactionStatus"] = outcome.Status,
            ["vnp_TxnRef"] = TxnRef,
        };
    }
}

/// <summary>How a payment ended at the bank.</summary>
internal sealed record VnPayOutcome(string ResponseCode, string Status, string TransactionNo, string PayDate);

/// <summary>What happens to the notices of a payment; only the first one is spoilt.</summary>
internal sealed record NoticePlan
{
    /// <summary>before, after or without the redirect; without means that no notice is ever sent.</summary>
    public string Order { get; init; } = "before";

    /// <summary>Copies sent at once, each time.</summary>
    public int Copies { get; init; } = 1;

    public int DelayMilliseconds { get; init; }

    /// <summary>Waits until the notice of a later payment was sent.</summary>
    public bool Reorder { get; init; }

    public bool CorruptSignature { get; init; }

    public bool WrongAmount { get; init; }

    /// <summary>The first notice is sent, and answered, before the browser is sent back.</summary>
    public bool ComesFirst => this is { Order: "before", Reorder: false, DelayMilliseconds: 0 };
}
