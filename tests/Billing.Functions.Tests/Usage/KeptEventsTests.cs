using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class KeptEventsTests
{
    private const int Most = 8 * 1024;

    /// <summary>A face takes two characters: half of it is no text.</summary>
    [Theory]
    [InlineData(Most - 2, Most)]
    [InlineData(Most - 1, Most - 1)]
    [InlineData(Most, Most)]
    public void A_text_is_cut_at_its_limit_and_never_within_a_character(int before, int kept)
    {
        var text = new string('x', before) + "😀" + "y";

        Assert.Equal(text[..kept], Keep(text));
    }

    [Fact]
    public void A_text_within_its_limit_is_kept_whole()
    {
        var text = new string('x', Most - 2) + "😀";

        Assert.Equal(text, Keep(text));
    }

    private static string Keep(string text)
    {
        var kept = new KeptEvents(new UsageIds(), Some.Noon);
        var json = Encoding.UTF8.GetBytes(text);

        Assert.True(kept.Add(
            new ReportedEvent.Faulty(0, json, EventFault.EventTooLarge, null, null), RatingRefusal.BeyondLedger));

        var only = Assert.Single(kept.Take());
        Assert.Equal(only.Event.Length, kept.Chars);
        return only.Event;
    }
}
