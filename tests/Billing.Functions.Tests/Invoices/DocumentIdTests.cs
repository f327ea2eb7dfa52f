using Billing.Functions.Tests.Support;
using Billing.Invoices;

namespace Billing.Functions.Tests.Invoices;

public sealed class DocumentIdTests
{
    private static readonly DateTimeOffset Noon = SomeLedger.Noon;

    [Fact]
    public void The_same_cause_is_the_same_document_and_another_cause_another() => Assert.Equal(
        [true, false, false],
        new[]
        {
            DocumentCause.Payment("p1", Noon), DocumentCause.Payment("p2", Noon),
            DocumentCause.Moved("p1", 1, Noon),
        }.Select(cause => cause.Id == DocumentCause.Payment("p1", Noon).Id));

    [Fact]
    public void Documents_sort_by_the_time_of_their_cause()
    {
        var (early, late) = (DocumentCause.Payment("z", Noon).Id, DocumentCause.Payment("a", Noon.AddSeconds(1)).Id);

        Assert.True(string.CompareOrdinal(late.Inverted, early.Inverted) < 0);
        Assert.Equal(Noon, early.At);
        Assert.Equal(early, DocumentId.Parse(early.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("x")]
    [InlineData("01kan0000000000000000000t1")]
    public void What_is_no_ulid_is_refused(string? text) => Assert.False(DocumentId.TryParse(text, out _));
}
