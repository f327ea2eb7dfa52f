using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans.Requests;

/// <summary>The columns of requests and of what was done about them.</summary>
internal static class RequestRow
{
    public const string Partition = "requests";

    public static TableEntity Write(string key, PlanRequest request) => new(Partition, key)
    {
        ["id"] = request.Id.Value,
        ["account"] = request.Account.Value,
        ["services"] = string.Join(',', request.Wish.Services),
        ["message"] = request.Wish.Message,
        ["contact"] = JsonSerializer.Serialize(request.Wish.Contact, Json.Options),
        ["budget"] = request.Wish.Budget?.ToDecimalString(),
        ["currency"] = request.Wish.Budget?.Currency.Code,
        ["createdAt"] = request.CreatedAt,
        ["status"] = EnumText.Format(request.Status),
        ["owner"] = request.Owner,
        ["firstResponseAt"] = request.FirstResponseAt,
        ["plans"] = string.Join(',', request.Plans),
        ["acts"] = request.Acts,
    };

    public static PlanRequest Read(TableEntity row) => new(
        PlanRequestId.Parse(row.GetString("id")),
        AccountId.ParseKept(row.GetString("account")),
        new(
            [.. Words(row, "services").Select(ServiceName.Parse)],
            row.GetString("message"),
            JsonSerializer.Deserialize<RequestContact>(row.GetString("contact"), Json.Options)!,
            row.GetString("budget") is { } budget
                ? Amount.Parse(budget, Currency.Parse(row.GetString("currency")))
                : null),
        row.GetDateTimeOffset("createdAt")!.Value)
    {
        Status = Status(row)!.Value,
        Owner = row.GetString("owner"),
        FirstResponseAt = row.GetDateTimeOffset("firstResponseAt"),
        Plans = [.. Words(row, "plans").Select(PlanId.Parse)],
        Acts = row.GetInt32("acts")!.Value,
    };

    public static TableEntity WriteAct(string key, RequestAct act) => new(Partition, key)
    {
        ["id"] = act.Id,
        ["at"] = act.At,
        ["by"] = act.By,
        ["status"] = act.Status is { } status ? EnumText.Format(status) : null,
        ["owner"] = act.Owner,
        ["note"] = act.Note,
        ["plan"] = act.Plan?.Value,
    };

    public static RequestAct ReadAct(TableEntity row) =>
        new(row.GetString("id"), row.GetDateTimeOffset("at")!.Value, row.GetString("by"))
        {
            Status = Status(row),
            Owner = row.GetString("owner"),
            Note = row.GetString("note"),
            Plan = row.GetString("plan") is { } plan ? PlanId.Parse(plan) : null,
        };

    private static PlanRequestStatus? Status(TableEntity row)
    {
        if (row.GetString("status") is not { } text) return null;

        Invariant.Holds(EnumText.TryParse<PlanRequestStatus>(text, out var status), "a stored status is known");
        return status;
    }

    private static ImmutableArray<string> Words(TableEntity row, string column) =>
        [.. row.GetString(column).Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
