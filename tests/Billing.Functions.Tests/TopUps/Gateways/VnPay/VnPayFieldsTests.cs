using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPayFieldsTests
{
    [Theory]
    [InlineData("vnp_Amount=1&vnp_Amount=2")]
    [InlineData("vnp_Amount=1&vnp_Amount=1")]
    [InlineData("vnp_Amount=1&vnp%5FAmount=2")]
    [InlineData("vnp_OrderInfo=%ZZ")]
    [InlineData("vnp_OrderInfo=%4")]
    [InlineData("vnp_OrderInfo=%")]
    [InlineData("vnp_OrderInfo=% 1")]
    [InlineData("vnp_OrderInfo=a%00b")]
    [InlineData("vnp_OrderInfo=%C3")]
    [InlineData("vnp_OrderInfo=%0A")]
    [InlineData("vnp_OrderInfo=ệ")]
    public void What_can_be_read_in_two_ways_is_not_read(string query) => Assert.Null(VnPayFields.Read(query));

    [Fact]
    public void Plus_is_a_space_and_escapes_are_utf_8()
    {
        var fields = VnPayFields.Read("vnp_OrderInfo=a+b%2Bc%E1%BB%87")!;

        Assert.Equal("a b+cệ", fields["vnp_OrderInfo"]);
    }

    [Fact]
    public void Other_names_and_other_cases_are_not_fields()
    {
        var fields = VnPayFields.Read("utm_source=x&utm_source=y&VNP_AMOUNT=5&vnp_TxnRef")!;

        Assert.Equal(["vnp_TxnRef"], fields.All.Select(field => field.Key));
        Assert.Equal("", fields["vnp_Amount"]);
    }

    [Fact]
    public void A_query_over_the_limit_is_not_read()
    {
        Assert.NotNull(VnPayFields.Read("vnp_A=" + new string('a', VnPayFields.MaxQueryLength - 6)));
        Assert.Null(VnPayFields.Read("vnp_A=" + new string('a', VnPayFields.MaxQueryLength - 5)));
        Assert.Null(VnPayFields.Read(string.Join('&', Enumerable.Range(0, 201).Select(i => $"x{i}=1"))));
    }
}
