using Billing.TopUps;
using Billing.TopUps.Gateways.BankTransfer;

namespace Billing.Functions.Tests.TopUps.Gateways.BankTransfer;

public sealed class TransferReferenceTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly TopUpId Id = TopUpId.Parse("01KAN0000000000000000000T1");
    private static readonly string Code = TransferReference.Of(Id).Value;

    [Fact]
    public void A_code_is_short_the_same_each_time_and_another_at_each_attempt()
    {
        var codes = Enumerable.Range(0, 50).Select(attempt => TransferReference.Of(Id, attempt)).ToHashSet();

        Assert.Matches("^TU[0-9A-HJKMNP-TV-Z]{9}$", Code);
        Assert.Equal(Code, TransferReference.Of(Id).Value);
        Assert.Equal(50, codes.Count);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}  ")]
    [InlineData("{0}thanks")]
    [InlineData("Payment ref.{0} of 22 Nov 2026")]
    [InlineData("{0} {0}")]
    [InlineData("NGUYEN VAN AN chuyen tien {0}/MB-FT2233")]
    public void A_code_is_found_in_what_people_write(string text) =>
        Assert.Equal([Code], In(text.Replace("{0}", Code, StringComparison.Ordinal)));

    [Fact]
    public void A_code_is_found_however_it_is_written()
    {
        var spaced = string.Join(' ', Code.AsEnumerable());
        var dashed = $"{Code[..2]}-{Code[2..6]}-{Code[6..10]}-{Code[10..]}";
        var wide = string.Concat(Code.Select(sign => (char)(sign + ('\uFF01' - '!'))));

        Assert.Equal([Code], In(Code.ToLowerInvariant()));
        Assert.Equal([Code], In(spaced));
        Assert.Equal([Code], In(dashed));
        Assert.Equal([Code], In(wide));
    }

    [Fact]
    public void O_for_zero_and_I_or_L_for_one_are_read_as_meant()
    {
        var withBoth = Enumerable.Range(0, 500).Select(attempt => TransferReference.Of(Id, attempt).Value)
            .First(code => code.Contains('0') && code.Contains('1'));

        foreach (var one in "IiLl")
            foreach (var zero in "Oo")
                Assert.Equal([withBoth], In(withBoth.Replace('0', zero).Replace('1', one)));
    }

    [Fact]
    public void One_wrong_sign_is_always_seen()
    {
        for (var place = 2; place < Code.Length; place++)
            foreach (var sign in Alphabet.Where(sign => sign != Code[place]))
                Assert.Empty(In($"{Code[..place]}{sign}{Code[(place + 1)..]}"));
    }

    [Fact]
    public void Neighbours_that_changed_places_are_seen_save_zero_and_Z()
    {
        var missed = new List<string>();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var code = TransferReference.Of(Id, attempt).Value;
            for (var place = 2; place < code.Length - 2; place++)
            {
                var (left, right) = (code[place], code[place + 1]);
                if (left == right || (left, right) is ('0', 'Z') or ('Z', '0')) continue;
                var swapped = $"{code[..place]}{right}{left}{code[(place + 2)..]}";
                missed.AddRange(In(swapped));
            }
        }

        Assert.Empty(missed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rent for November")]
    [InlineData("TU")]
    [InlineData("TUESDAY, STATUTORY TUTU TUTUTUTUTUTUTU")]
    public void Where_there_is_no_code_none_is_found(string text) => Assert.Empty(In(text));

    [Fact]
    public void Two_codes_in_one_line_are_both_found_and_a_cut_one_is_not()
    {
        var other = TransferReference.Of(Id, 1).Value;

        Assert.Equal(2, In($"{Code} and {other}").Count);
        Assert.Equal([Code], In($"{Code} and {other[..^1]}"));
    }

    [Fact]
    public void A_person_may_send_one_code_and_nothing_else()
    {
        Assert.True(TransferReference.TryParse($" {Code.ToLowerInvariant()[..6]}-{Code[6..]} ", out var read));
        Assert.Equal(Code, read.Value);
        var two = $"{Code} {TransferReference.Of(Id, 1)}";
        foreach (var wrong in (string?[])[null, "", "x", Code[..^1], $"{Code}1", two])
            Assert.False(TransferReference.TryParse(wrong, out _));
    }

    private static List<string> In(string text) =>
        [.. TransferReference.AllIn(text).Select(reference => reference.Value)];
}
