using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>How an instance is kept: a partition with its head, its history, its inbox and its outbox.</summary>
internal static class InstanceRows
{
    public const string HeadKey = "head";
    public const string CarriedKey = "carried";
    public const string OutboxKey = "outbox";

    private const string TurnPrefix = "turn-";
    private const string InboxPrefix = "inbox-";

    public static string TurnKey(int execution, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"{ExecutionPrefix(execution)}{turn:D9}");

    public static string ExecutionPrefix(int execution) =>
        string.Create(CultureInfo.InvariantCulture, $"{TurnPrefix}{execution:D9}-");

    public static string InboxKey(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{InboxPrefix}{at.UtcTicks:D19}-{id}");

    public static bool IsTurn(string key) => key.StartsWith(TurnPrefix, StringComparison.Ordinal);

    public static bool IsInbox(string key) => key.StartsWith(InboxPrefix, StringComparison.Ordinal);

    /// <summary>Nulls are left out: the row is written whole.</summary>
    public static TableEntity Of(InstanceHead head) => new(head.InstanceId, HeadKey)
    {
        [nameof(head.Name)] = head.Name,
        [nameof(head.Execution)] = head.Execution,
        [nameof(head.Status)] = head.Status.ToString(),
        [nameof(head.CreatedAt)] = head.CreatedAt,
        [nameof(head.UpdatedAt)] = head.UpdatedAt,
        [nameof(head.StartAt)] = head.StartAt,
        [nameof(head.Due)] = head.Due,
        [nameof(head.Input)] = head.Input,
        [nameof(head.Output)] = head.Output,
        [nameof(head.CustomStatus)] = head.CustomStatus,
        [nameof(head.Failure)] = head.Failure is null ? null : JsonSerializer.Serialize(head.Failure),
        [nameof(head.Parent)] = head.Parent is null ? null : JsonSerializer.Serialize(head.Parent),
        [nameof(head.Owner)] = head.Owner,
        [nameof(head.OwnedUntil)] = head.OwnedUntil,
        [nameof(head.Seen)] = head.Seen.Count == 0 ? null : string.Join('\n', head.Seen),
    };

    public static InstanceHead Head(TableEntity row)
    {
        var name = row.GetString(nameof(InstanceHead.Name));
        return new(row.PartitionKey, name, Time(row, nameof(InstanceHead.CreatedAt))!.Value)
        {
            Execution = row.GetInt32(nameof(InstanceHead.Execution))!.Value,
            Status = Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(nameof(InstanceHead.Status))),
            UpdatedAt = Time(row, nameof(InstanceHead.UpdatedAt))!.Value,
            StartAt = Time(row, nameof(InstanceHead.StartAt))!.Value,
            Due = Time(row, nameof(InstanceHead.Due)),
            Input = row.GetString(nameof(InstanceHead.Input)),
            Output = row.GetString(nameof(InstanceHead.Output)),
            CustomStatus = row.GetString(nameof(InstanceHead.CustomStatus)),
            Failure = Json<TaskFailureDetails>(row, nameof(InstanceHead.Failure)),
            Parent = Json<ParentTask>(row, nameof(InstanceHead.Parent)),
            Owner = row.GetString(nameof(InstanceHead.Owner)),
            OwnedUntil = Time(row, nameof(InstanceHead.OwnedUntil)),
            Seen = row.GetString(nameof(InstanceHead.Seen))?.Split('\n') ?? [],
        };
    }

    public static TableEntity Of(string instance, Arrival arrival)
    {
        var row = PackedJson.Row(instance, arrival.Key, arrival.Input);
        row[nameof(arrival.At)] = arrival.At;
        row[nameof(arrival.SentBy)] = arrival.SentBy;
        row[nameof(arrival.Execution)] = arrival.Execution;
        return row;
    }

    public static Arrival Arrival(TableEntity row) => new(
        row.RowKey,
        Time(row, nameof(Durable.Arrival.At))!.Value,
        row.GetString(nameof(Durable.Arrival.SentBy)),
        row.GetInt32(nameof(Durable.Arrival.Execution)),
        PackedJson.Read<TurnInput>(row));

    private static DateTimeOffset? Time(TableEntity row, string column) => row.GetDateTimeOffset(column);

    private static T? Json<T>(TableEntity row, string column) =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json) : default;
}
