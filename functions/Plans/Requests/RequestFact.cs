using System.Collections.Immutable;
using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>
/// What the ledger of an account tells of a request: all of it, so that the request can be listed from the fact alone.
/// </summary>
public sealed record RequestFact(
    DateTimeOffset At,
    string Id,
    ImmutableArray<ServiceName> Services,
    string Message,
    RequestContact Contact,
    Amount? Budget)
{
    public const string Kind = "plan-request";

    public static OutboxFact Of(PlanRequest request)
    {
        var wish = request.Wish;
        var fact = new RequestFact(
            request.CreatedAt, request.Id.Value, wish.Services, wish.Message, wish.Contact, wish.Budget);
        return new(Kind, JsonSerializer.Serialize(fact, Json.Options));
    }

    /// <exception cref="FormatException">It is no request.</exception>
    public static PlanRequest Read(AccountId account, string body)
    {
        var fact = JsonSerializer.Deserialize<RequestFact>(body, Json.Options)
            ?? throw new FormatException("A fact of a request is empty.");
        return new(
            PlanRequestId.Parse(fact.Id),
            account,
            new(fact.Services, fact.Message, fact.Contact, fact.Budget),
            fact.At);
    }
}
