using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Microsoft.Extensions.Configuration;

namespace Billing.Functions.Tests.TopUps;

public sealed class TransferAccountsTests
{
    private const string Good = "VND Bank: A Bank; Account: 0011 2233 | JPY Account: 44";

    private static readonly TopUp Open = SomeTopUp.TopUp() with
    {
        Method = PayMethod.BankTransfer,
        GatewayId = "BT-7KQ2",
    };

    [Fact]
    public void The_customer_of_an_open_transfer_is_told_the_reference_and_our_account()
    {
        Assert.True(TransferAccounts.TryParse(Good, out var accounts));

        var instructions = accounts.For(Open)!;

        Assert.Equal("BT-7KQ2", instructions.Reference);
        Assert.Equal([new("Bank", "A Bank"), new TransferLine("Account", "0011 2233")], instructions.Lines);
        Assert.Equal("44", Assert.Single(accounts.ByCurrency[Currency.Jpy]).Value);
    }

    [Fact]
    public void Nobody_else_is_told_anything()
    {
        Assert.True(TransferAccounts.TryParse(Good, out var accounts));

        Assert.Null(accounts.For(Open with { Method = PayMethod.Stripe }));
        Assert.Null(accounts.For(Open with { GatewayId = null }));
        Assert.Null(accounts.For(Open with { Status = TopUpStatus.Success }));
        Assert.Null(accounts.For(Open with { Status = TopUpStatus.Expired }));
    }

    [Theory]
    [InlineData("VND")]
    [InlineData("VND Bank")]
    [InlineData("VND Bank:")]
    [InlineData("VND : A Bank")]
    [InlineData("XXX Bank: A")]
    [InlineData("VND Bank: A | VND Bank: B")]
    [InlineData("VND Bank: A;")]
    public void Anything_else_is_no_account(string text) => Assert.False(TransferAccounts.TryParse(text, out _));

    [Theory]
    [InlineData("VN, JP", "VND, JPY", Good, 0)]
    [InlineData("VN", "VND, USD", Good, 1)]
    [InlineData("VN", "VND, JPY", "", 2)]
    [InlineData("", "VND, JPY", "", 0)]
    [InlineData("", "", "nonsense", 1)]
    public void Each_currency_on_offer_needs_an_account(
        string countries, string currencies, string accounts, int faults)
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("TopUps:BankTransfer:Countries", countries),
            new("TopUps:BankTransfer:Currencies", currencies),
            new("TopUps:BankTransfer:Accounts", accounts),
        ]).Build());

        TransferAccounts.Read(settings);

        Assert.Equal(faults, settings.Faults.Count);
        Assert.All(settings.Faults, fault => Assert.Contains("TopUps__BankTransfer__Accounts", fault));
    }
}
