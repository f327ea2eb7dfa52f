using Billing.Platform;

namespace Billing.Privacy;

/// <summary>For how long is kept what nothing needs for ever.</summary>
/// <param name="Answers">Bodies of answers to requests with an Idempotency-Key.</param>
/// <param name="PaymentNotices">Words of gateways' notices that came to an end.</param>
/// <param name="AccountNotices">What accounts are told.</param>
/// <param name="Leftovers">Quotes, wrong voucher codes, and how far exports were.</param>
/// <param name="DocumentYears">Years after that of its issue in which a document must be shown to a tax
/// office.</param>
public sealed record RetentionRules(
    TimeSpan Answers, TimeSpan PaymentNotices, TimeSpan AccountNotices, TimeSpan Leftovers, int DocumentYears)
{
    private const int MaxDays = 3_650;

    public static RetentionRules Read(Settings settings) => new(
        TimeSpan.FromDays(settings.Number("Retention__AnswerDays", 7, MaxDays)),
        TimeSpan.FromDays(settings.Number("Retention__PaymentNoticeDays", 30, MaxDays)),
        TimeSpan.FromDays(settings.Number("Retention__AccountNoticeDays", 30, MaxDays)),
        TimeSpan.FromDays(settings.Number("Retention__LeftoverDays", 30, MaxDays)),
        settings.Number("Retention__DocumentYears", 5, 30));

    /// <summary>When the last document that can be issued by now need not be shown any more.</summary>
    public DateTimeOffset BooksUntil(DateTimeOffset now) =>
        new(now.UtcDateTime.Year + DocumentYears + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
