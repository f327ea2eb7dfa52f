using System.Text.Json;
using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Platform;

namespace Billing.Functions.Tests.Platform;

public sealed class ProblemTests
{
    [Fact]
    public void A_problem_has_the_members_of_RFC_9457_and_the_faults()
    {
        var body = Problem.Body(422, "below_minimum", "Too little.", [new("amount", "below_minimum", "At least 25.")]);

        Assert.Equal(
            """
            {"type":"urn:billing:problem:below_minimum","title":"below minimum","status":422,"detail":"Too little.",
            "code":"below_minimum","errors":[{"field":"amount","code":"below_minimum","message":"At least 25."}]}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(body, Json.Options));
    }

    [Fact]
    public void The_code_of_a_refusal_is_its_name_in_snake_case() =>
        Assert.Equal("currency_locked", Problem.Code(ProfileRefusal.CurrencyLocked));

    [Fact]
    public void A_problem_without_faults_lists_none() => Assert.Empty(Problem.NotFound("plan").Faults());
}
