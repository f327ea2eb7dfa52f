using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class QuarantineIdTests
{
    private const string Fingerprint = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("20260315", true)]
    [InlineData("00000000", true)]
    [InlineData("20260230", false)]
    [InlineData("2026031", false)]
    public void An_id_is_a_day_and_a_fingerprint(string day, bool isId)
    {
        Assert.Equal(isId, QuarantineId.TryParse($"{day}-{Fingerprint}", out var id));
        if (isId) Assert.Equal($"{day}-{Fingerprint}", id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20260315-xyz")]
    [InlineData("20260315-0123456789ABCDEF0123456789abcdef")]
    [InlineData("20260315_0123456789abcdef0123456789abcdef")]
    public void Anything_else_is_none(string? text) => Assert.False(QuarantineId.TryParse(text, out _));
}
