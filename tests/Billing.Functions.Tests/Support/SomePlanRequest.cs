using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.Plans;
using Billing.Plans.Requests;

namespace Billing.Functions.Tests.Support;

/// <summary>Requests for plans with nothing special.</summary>
public static class SomePlanRequest
{
    public static RequestWish Wish { get; } = new(
        [ServiceName.Parse("ai-inference")],
        "We train every night.\nWhat would a year cost?",
        new("Ann", "ann@example.com", "+84 28 1234 567"),
        Amount.Parse("5000", Currency.Usd));

    /// <summary>The same wish as a customer sends it.</summary>
    public static JsonObject Body => new()
    {
        ["services"] = new JsonArray("ai-inference"),
        ["message"] = "We train every night.\r\nWhat would a year cost?",
        ["contact"] = new JsonObject
        {
            ["name"] = "Ann", ["email"] = "ann@example.com", ["phone"] = "+84 28 1234 567",
        },
        ["budget"] = new JsonObject { ["amount"] = "5000", ["currency"] = "USD" },
    };

    public static PlanRequest Request(PlanRequestStatus status = PlanRequestStatus.New) => new(
        PlanRequestId.Parse(SomeVoucher.Id("R1")), AccountId.Parse("acme"), Wish, SomeLedger.Noon)
    {
        Status = status,
    };

    public static RequestAct Act(PlanRequestStatus? status = null, string? owner = null, string? note = null) =>
        new(SomeVoucher.Id("A1"), SomeLedger.Noon.AddHours(1), "sam") { Status = status, Owner = owner, Note = note };

    public static PlanId Plan(int number = 1) => PlanId.Parse(SomeVoucher.Id($"P{number:D3}"));
}
