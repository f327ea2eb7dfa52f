using Billing.Vouchers;

namespace Billing.Functions.Tests.Vouchers;

public sealed class VoucherCodeTests
{
    [Theory]
    [InlineData("SPRING2026", "SPRING2026")]
    [InlineData("  spring2026\t", "SPRING2026")]
    [InlineData("0000000000", "0000000000")]
    public void A_code_is_read_however_it_was_typed(string typed, string code) =>
        Assert.Equal(code, VoucherCode.Parse(typed).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("          ")]
    [InlineData("SPRING202")]
    [InlineData("SPRING20266")]
    [InlineData("SPRING 026")]
    [InlineData("SPRING-026")]
    [InlineData("SPRİNG2026")]
    [InlineData("SPRıNG2026")]
    [InlineData("SPRING２026")]
    [InlineData("SPRING20\u00002")]
    public void Anything_but_ten_letters_and_digits_is_no_code(string? typed) =>
        Assert.False(VoucherCode.TryParse(typed, out _));

    [Fact]
    public void A_very_long_text_is_no_code() => Assert.False(VoucherCode.TryParse(new string(' ', 101), out _));

    [Fact]
    public void A_refused_code_is_not_repeated_in_the_message() =>
        Assert.DoesNotContain("SECRET", Assert.Throws<FormatException>(() => VoucherCode.Parse("SECRET")).Message);

    [Fact]
    public void New_codes_are_codes_without_look_alikes_and_differ()
    {
        var codes = Enumerable.Range(0, 2_000).Select(_ => VoucherCode.New()).ToArray();

        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(code, VoucherCode.Parse(code.Value)));
        Assert.DoesNotContain(codes, code => code.Value.IndexOfAny(['0', '1', 'I', 'O']) >= 0);
    }

    [Fact]
    public void A_code_prints_masked_and_its_digest_does_not_hold_it()
    {
        var code = VoucherCode.Parse("SPRING2026");

        Assert.Equal("SP******26", code.ToString());
        Assert.Equal("9744db578ca9d35045d6f94c51bb7fa4", code.Digest);
        Assert.Equal("97", code.Bucket);
    }
}
