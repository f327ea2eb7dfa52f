using System.Collections.Immutable;
using Billing.Ledger;

namespace Billing.Privacy;

/// <summary>How much named somebody and does no longer; zero where an earlier call was first.</summary>
/// <param name="Plans">Plans that held their customer's own words.</param>
/// <param name="Notices">Notices of the account, which are removed whole.</param>
/// <param name="SetAsideFacts">Facts that could not be delivered: what they said.</param>
public sealed record ErasedRows(
    int Profiles, int Payments, int Plans, int PlanRequests, int Notices, int SetAsideFacts);

/// <summary>What an erasure leaves.</summary>
public enum KeptKind
{
    /// <summary>Amounts, times and ids; it names nobody.</summary>
    Ledger = 1,

    /// <summary>Invoices, receipts and notes as they were issued, with their buyer: tax law asks for them.</summary>
    Documents = 2,

    /// <summary>Received transfers with their payer, as the bank's statement has them: book-keeping asks for
    /// them.</summary>
    BankTransfers = 3,

    /// <summary>What was answered to requests with an Idempotency-Key.</summary>
    StoredAnswers = 4,

    /// <summary>What gateways wrote about payments; one that waits for a person is kept until it is decided.</summary>
    PaymentNotices = 5,
}

/// <summary>Something that is kept.</summary>
/// <param name="Until">Null where nothing asks for an end.</param>
public sealed record KeptData(KeptKind What, DateTimeOffset? Until);

/// <summary>What an erasure did, and what it left for how long.</summary>
public sealed record ErasureAnswer(
    AccountId Account, DateTimeOffset At, ErasedRows Erased, ImmutableArray<KeptData> Kept)
{
    public static ErasureAnswer Of(AccountId account, ErasedRows erased, RetentionRules rules, DateTimeOffset now)
    {
        var books = rules.BooksUntil(now);
        return new(account, now, erased,
        [
            new(KeptKind.Ledger, Until: null),
            new(KeptKind.Documents, books),
            new(KeptKind.BankTransfers, books),
            new(KeptKind.StoredAnswers, now + rules.Answers),
            new(KeptKind.PaymentNotices, now + rules.PaymentNotices),
        ]);
    }
}
