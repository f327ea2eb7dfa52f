using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Notices;
using Billing.Plans;

namespace Billing.Functions.Tests.Notices;

public sealed class PlanNewsTests
{
    private const string Plan = "01KAN0000000000000000000P1";

    [Theory]
    [InlineData("plan-paid", $$"""{"planId":"{{Plan}}"}""", Plan)]
    [InlineData("plan-exhausted", $$"""{"cover":"plan:{{Plan}}:2"}""", Plan)]
    [InlineData("plan-used", $$"""{"cover":"plan:{{Plan}}:1","percent":80}""", Plan)]
    [InlineData("plan-exhausted", """{"cover":"plan:plan-1:2"}""", null)]
    [InlineData("plan-exhausted", """{"cover":"topup:1"}""", null)]
    [InlineData("plan-paid", """{"planId":7}""", null)]
    [InlineData("plan-request", "{}", null)]
    [InlineData("low-balance", $$"""{"planId":"{{Plan}}"}""", null)]
    public void Facts_of_plans_name_the_lifecycle_that_must_look(string kind, string body, string? plan) =>
        Assert.Equal(
            plan is null ? null : new PlanRef("acme", plan),
            PlanNews.Of(new(AccountId.Parse("acme"), 1, kind, SomeTopUp.Now, body)));
}
