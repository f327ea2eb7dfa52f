using System.Collections.Immutable;
using Billing.Ledger;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class AccessTableTests
{
    private static readonly AccountId Own = AccountId.Parse("own");
    private static readonly AccountId Other = AccountId.Parse("other");

    private readonly AccessTable _access = new AccessTable()
        .Allow("Show", Role.Customer, Role.Finance)
        .Allow("Manage", Role.Admin)
        .AllowAnonymous("Receive");

    [Theory]
    [InlineData("customer Show own", "-")]
    [InlineData("customer Show other", "AnotherAccount")]
    [InlineData("customer Show none", "-")]
    [InlineData("customer Manage own", "Forbidden")]
    [InlineData("finance Show own", "-")]
    [InlineData("finance Show other", "-")]
    [InlineData("sales Show own", "Forbidden")]
    [InlineData("customer+finance Show other", "-")]
    [InlineData("customer+admin Show other", "AnotherAccount")]
    [InlineData("customer+admin Manage other", "-")]
    [InlineData("nobody Show own", "Forbidden")]
    [InlineData("customer Unlisted own", "Forbidden")]
    [InlineData("admin Unlisted own", "Forbidden")]
    [InlineData("anonymous Show own", "Unauthenticated")]
    [InlineData("anonymous Receive own", "-")]
    [InlineData("customer Receive other", "-")]
    public void Who_may_call_what(string question, string answer)
    {
        var parts = question.Split(' ');
        var roles = parts[0].Split('+').Select(Named).Where(role => role != default).ToImmutableHashSet();
        var caller = parts[0] == "anonymous" ? null : new Caller("someone", roles, Own);
        AccountId? account = parts[2] switch { "own" => Own, "other" => Other, _ => null };

        Assert.Equal(answer, _access.Refuse(parts[1], caller, account)?.ToString() ?? "-");

        static Role Named(string name) => EnumText.TryParse<Role>(name, out var role) ? role : default;
    }

    [Fact]
    public void A_customer_without_an_account_has_none()
    {
        var caller = new Caller("someone", [Role.Customer]);

        Assert.Equal(AccessRefusal.AnotherAccount, _access.Refuse("Show", caller, Own));
    }

    [Fact]
    public void A_function_has_one_entry()
    {
        Assert.Throws<InvariantException>(() => _access.Allow("Show", Role.Admin));
        Assert.Throws<InvariantException>(() => _access.AllowAnonymous("Manage"));
    }

    [Fact]
    public void An_entry_without_a_role_is_a_mistake() =>
        Assert.Throws<InvariantException>(() => _access.Allow("Forgotten"));
}
