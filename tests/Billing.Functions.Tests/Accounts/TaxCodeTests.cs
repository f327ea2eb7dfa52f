using Billing.Accounts;

namespace Billing.Functions.Tests.Accounts;

public sealed class TaxCodeTests
{
    [Theory]
    [InlineData("VN company  0312345678", true)]
    [InlineData("VN company  0312345678-001", true)]
    [InlineData("VN company  031234567", false)]
    [InlineData("VN company  0312345678001", false)]
    [InlineData("VN company  012345678901", false)]
    [InlineData("VN personal 012345678901", true)]
    [InlineData("VN personal 0312345678", true)]
    [InlineData("VN personal 0312345678-001", false)]
    [InlineData("JP company  T1234567890123", true)]
    [InlineData("JP company  1234567890123", true)]
    [InlineData("JP company  t1234567890123", false)]
    [InlineData("JP personal 123456789012", false)]
    [InlineData("JP company  １２３４５６７８９０１２３", false)]
    [InlineData("DE company  DE123456789", true)]
    [InlineData("US personal anything", true)]
    public void Shapes_by_country(string example, bool isRight)
    {
        var parts = example.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var type = parts[1] == "company" ? BillingType.Company : BillingType.Personal;

        Assert.Equal(isRight, TaxCode.Fault(parts[2], BillingCountry.Parse(parts[0]), type) is null);
    }
}
