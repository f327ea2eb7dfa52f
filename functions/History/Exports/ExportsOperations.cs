using Billing.Ledger;
using Billing.OpenApi;
using Billing.Platform.Sheets;

namespace Billing.History.Exports;

/// <summary>What callers ask of exports, and what they get.</summary>
public static class ExportsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(ExportCreditHistory), it => it
            .Query(query => query
                .Value<ServiceName>("service", "ai-inference")
                .Choice<HistoryStatus>("status")
                .Choice<HistoryKind>("kind")
                .Value<MeterName>("meter", "input-tokens")
                .Value<UsageResource>("resource", "llama-70b")
                .Time("from", "A date of the account, or a time.", "2026-01-01T00:00:00Z")
                .Time("to", "Not included.")
                .Text("export", 40, "march", "A name under which the caller can ask how far it is."))
            .AnswersFile(
                Workbook.ContentType,
                "All rows, newest first, and a first sheet with account, filters and sums; "
                + "the header Export-Id names it.")
            .Refuses(409, "export_running")
            .Refuses(429, "too_many_exports"))
        .Add(nameof(GetExport), it => it.Answers<ExportView>());
}
