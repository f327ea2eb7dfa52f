using Billing.Functions.Tests.Support;
using CsCheck;

namespace Billing.Functions.Tests.Ledger;

/// <summary>Whatever happens to covers, in whatever order: the book, the audit and plain sums agree.</summary>
public sealed class CoverChangePropertiesTests
{
    [Fact]
    public void Any_order_of_usage_payments_changes_voids_and_expiry_keeps_every_amount() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 9_999], Gen.Int[0, 9_999]).Array[1, 40].Sample(
            steps =>
            {
                var story = new CoverStory();
                story.Happen(0, 13, 7);
                foreach (var (kind, a, b) in steps) story.Happen(kind, a, b);
            },
            iter: 500);
}
