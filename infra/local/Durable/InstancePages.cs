using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Billing.LocalHost.Durable;

/// <summary>The instances that a query picks, by id, page by page.</summary>
internal sealed class InstancePages(InstanceStore store, OrchestrationQuery query)
    : AsyncPageable<OrchestrationMetadata>
{
    public static OrchestrationMetadata Metadata(InstanceHead head, bool withPayloads) =>
        new(head.Name, head.InstanceId)
        {
            RuntimeStatus = head.Status,
            CreatedAt = head.CreatedAt,
            LastUpdatedAt = head.UpdatedAt,
            SerializedInput = withPayloads ? head.Input : null,
            SerializedOutput = withPayloads ? head.Output : null,
            SerializedCustomStatus = withPayloads ? head.CustomStatus : null,
            FailureDetails = head.Failure,
            HasPayloads = withPayloads,
        };

    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        var (from, size) = (continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);
        await foreach (var page in store.Heads(Filter(), size).AsPages(from, size))
        {
            var values = page.Values.Select(row => Metadata(InstanceRows.Head(row), query.FetchInputsAndOutputs));
            yield return new([.. values], page.ContinuationToken);
        }
    }

    private string Filter()
    {
        var parts = new List<string>();
        if (query.CreatedFrom is { } from) parts.Add(TableClient.CreateQueryFilter($"CreatedAt ge {from}"));
        if (query.CreatedTo is { } to) parts.Add(TableClient.CreateQueryFilter($"CreatedAt le {to}"));
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            var end = prefix[..^1] + (char)(prefix[^1] + 1);
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {end}"));
        }

        var statuses = query.Statuses?.Select(status => $"Status eq '{status}'").ToList() ?? [];
        if (statuses.Count > 0) parts.Add($"({string.Join(" or ", statuses)})");
        return string.Join(" and ", parts);
    }
}
