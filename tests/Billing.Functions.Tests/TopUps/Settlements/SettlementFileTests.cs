using System.Text;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Settlements;

namespace Billing.Functions.Tests.TopUps.Settlements;

public sealed class SettlementFileTests
{
    private const string Header = "transaction,amount,currency\r\n";

    [Fact]
    public void Each_line_is_a_capture()
    {
        var faults = new FieldFaults();

        var read = SettlementFile.Read(
            Encoding.UTF8.GetBytes($"\uFEFF{Header}FT1,500000,VND\r\n\"pi_2/x\",25.50,USD\r\n\r\n"), faults);

        Assert.False(faults.Any);
        Assert.Equal(
            [
                new SettledCapture("FT1", Amount.OfMinor(500_000, Currency.Vnd)),
                new SettledCapture("pi_2/x", Amount.Parse("25.5", Currency.Usd)),
            ],
            read);
    }

    [Fact]
    public void A_day_without_captures_has_the_first_line_alone() => Assert.Equal("", Faults(Header));

    [Theory]
    [InlineData("", "line 1:header")]
    [InlineData("FT1,500000,VND", "line 1:header")]
    [InlineData("transaction;amount;currency", "line 1:header")]
    [InlineData("transaction,amount,currency\nFT1,500000", "line 2:columns")]
    [InlineData("transaction,amount,currency\nFT1,500000,VND,x", "line 2:columns")]
    [InlineData("transaction,amount,currency\n,500000,VND", "line 2:transaction")]
    [InlineData("transaction,amount,currency\na b,500000,VND", "line 2:transaction")]
    [InlineData("transaction,amount,currency\nFT1,500000,XXX", "line 2:currency")]
    [InlineData("transaction,amount,currency\nFT1,0,VND", "line 2:amount")]
    [InlineData("transaction,amount,currency\nFT1,-5,VND", "line 2:amount")]
    [InlineData("transaction,amount,currency\nFT1,1.5,VND", "line 2:amount")]
    [InlineData("transaction,amount,currency\nFT1,1e5,VND", "line 2:amount")]
    [InlineData("transaction,amount,currency\nFT1,1,VND\nFT1,1,VND", "line 3:repeated")]
    [InlineData("transaction,amount,currency\n\"FT1,1,VND", "line 2:quotes")]
    [InlineData("transaction,amount,currency\nx\n\nFT1,1,VND\n,,", "line 2:columns line 5:transaction")]
    public void Every_bad_line_is_named_by_its_number(string file, string expected) =>
        Assert.Equal(expected, Faults(file));

    [Fact]
    public void What_is_not_UTF_8_is_not_read()
    {
        var faults = new FieldFaults();

        Assert.Empty(SettlementFile.Read([0xff, 0xfe], faults));
        Assert.Equal("encoding", Assert.Single(faults.Errors).Code);
    }

    private static string Faults(string file)
    {
        var faults = new FieldFaults();
        SettlementFile.Read(Encoding.UTF8.GetBytes(file), faults);
        return string.Join(' ', faults.Errors.Select(fault => $"{fault.Field}:{fault.Code}"));
    }
}
