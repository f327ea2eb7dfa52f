namespace Billing.Invoices;

/// <summary>Which documents are asked for; every part that is set must hold.</summary>
/// <param name="From">What was documented happened at or after this instant.</param>
/// <param name="Until">And before this one.</param>
public sealed record DocumentFilter(
    DocumentKind? Kind = null, InvoiceStatus? Status = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool Includes(BillingDocument document) =>
        (Kind is null || document.Kind == Kind)
        && (Status is null || document.Status == Status)
        && (From is not { } from || from <= document.Id.At)
        && (Until is not { } until || document.Id.At < until);

    /// <summary>Documents sort after this key, which ends in that of the last one read.</summary>
    public string First(DocumentId? after) =>
        after is { } last ? $"D|{last.Inverted}~"
        : Until is { } until ? $"D|{Inverted(until, byte.MaxValue)}"
        : "D|";

    public string Last => From is { } from ? $"D|{Inverted(from, byte.MinValue)}~" : "D~";

    /// <summary>Sorts before, or after, all documents of that millisecond.</summary>
    private static string Inverted(DateTimeOffset time, byte filling)
    {
        Span<byte> rest = stackalloc byte[10];
        rest.Fill(filling);
        return Platform.NewestFirst.Invert(Ulid.NewUlid(time, rest).ToString());
    }
}
