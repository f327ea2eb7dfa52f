namespace Billing.Pricing;

/// <summary>Keeps the price book in memory and reads it again when an event could need a newer one.</summary>
public sealed class PriceCatalogue(RateCardTable table, TimeProvider clock)
{
    private PriceBook? _book;

    /// <summary>A book that holds every version that could be for events up to this time.</summary>
    public async Task<PriceBook> For(DateTimeOffset latestEvent, CancellationToken stop) =>
        Volatile.Read(ref _book) is { } book && book.IsCompleteFor(latestEvent) ? book : await Newest(stop);

    /// <summary>The book as it is now: for a meter that the book at hand does not know.</summary>
    public async Task<PriceBook> Newest(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var book = await table.ReadBook(Volatile.Read(ref _book), now, stop);
        Volatile.Write(ref _book, book);
        return book;
    }

    /// <summary>The version that a rated line names.</summary>
    public async Task<PriceVersion?> Version(string name, CancellationToken stop) =>
        Volatile.Read(ref _book)?.Version(name) ?? (await Newest(stop)).Version(name);
}
