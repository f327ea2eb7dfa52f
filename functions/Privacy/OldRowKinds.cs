using Billing.History.Exports;
using Billing.Notices;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Inbox;
using Billing.Vouchers;

namespace Billing.Privacy;

/// <summary>One kind of rows that are forgotten by their age.</summary>
/// <param name="Name">Under which it is remembered how far the search is.</param>
/// <param name="Forget">Forgets a page of what is from before a time, beginning at a place in the table.</param>
public sealed record OldRowKind(
    string Name, TimeSpan MaxAge, Func<DateTimeOffset, string?, CancellationToken, Task<ForgottenRows>> Forget);

/// <summary>All that is forgotten by its age; none of it is in the ledger, and no money follows from it.</summary>
public sealed class OldRowKinds(
    RetentionRules rules,
    IdempotencyTable answers,
    InboxTable paymentNotices,
    NoticeTable accountNotices,
    QuoteTable quotes,
    CodeTriesTable tries,
    ExportTable exports)
{
    public IReadOnlyList<OldRowKind> All { get; } =
    [
        new("answers", rules.Answers, answers.Forget),
        new("payment-notices", rules.PaymentNotices, paymentNotices.Forget),
        new("account-notices", rules.AccountNotices, accountNotices.Forget),
        new("quotes", rules.Leftovers, quotes.Forget),
        new("voucher-tries", rules.Leftovers, tries.Forget),
        new("exports", rules.Leftovers, exports.Forget),
    ];
}
