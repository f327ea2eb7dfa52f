using System.Text;
using System.Text.RegularExpressions;
using Billing.Functions.Tests.Support;
using Billing.History;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Notices;
using Billing.Platform;
using Billing.Simulation.Storage;
using Billing.Simulation.World;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.CrashPoints;

/// <summary>
/// What stands in the end, as text: balances, histories, lots, lines, what is kept, what was told and answered. Times
/// and made-up ids are blanked: who tries again has others.
/// </summary>
public static partial class CrashOutcome
{
    public static string Of(CrashScene scene)
    {
        var text = new StringBuilder();
        foreach (var answer in scene.Answers) text.AppendLine(Plain($"answer {answer.Status} {answer.Body}"));
        foreach (var account in (AccountId[])[CrashScene.First, CrashScene.Second]) Add(text, scene.World, account);
        foreach (var row in Rows(scene, Pricing.RateCardTable.Name)) text.AppendLine(Plain($"card {row["Terms"]}"));
        foreach (var row in Rows(scene, VoucherTable.Name))
            text.AppendLine(Plain($"voucher {row.RowKey[0]} uses {row["Uses"]} stage {row["Stage"]}"));
        return text.ToString();
    }

    /// <summary>Without what differs from run to run although the same was done.</summary>
    public static string Plain(string text) => Times().Replace(Ulids().Replace(text, "ID"), "TIME");

    private static void Add(StringBuilder text, SimWorld world, AccountId account)
    {
        var shadow = world.Watch.Of(account);
        var (state, now) = (shadow.State, world.Agenda.Now);
        text.AppendLine($"{account}: seq {shadow.Seq}, commits {shadow.CommitNo}");
        if (state.IsOpen) text.AppendLine(Plain(Written(Balance.Of(state, now))));
        foreach (var lot in state.Lots)
            text.AppendLine(Plain($"lot {lot.Id} {lot.Kind} {lot.Remaining} {lot.OpenedSeq}"));
        foreach (var cover in state.Covers) text.AppendLine(Plain(Written(cover)));
        foreach (var line in shadow.Lines)
            text.AppendLine(Plain($"line {line.EventId} {line.Quantity} {line.Amount} {Written(line.Legs)}"));
        foreach (var kept in shadow.Quarantined) text.AppendLine(Plain($"kept {kept}"));
        foreach (var fact in shadow.Facts) text.AppendLine(Plain($"fact {Written<object>(fact)}"));
        foreach (var row in world.Store.Open(LedgerTable.Name).Partition(LedgerKeys.Partition(account)))
            if (row.RowKey[0] == LedgerKeys.PaymentRow)
                text.AppendLine(Plain($"payment {row["amount"]} {row["status"]} {row["moves"]} {row["reversals"]}"));
        foreach (var row in world.Store.Open(LedgerTable.Name).Partition(LedgerKeys.Partition(account)))
            if (row.RowKey[0] == LedgerKeys.PlanRow) text.AppendLine(Plain($"plan {row["status"]}"));
        foreach (var row in world.Store.Open(NoticeTable.Name).Partition(LedgerKeys.Partition(account)))
            text.AppendLine(Plain($"notice {row.RowKey} {row["Kind"]} {row["Body"]}"));
        foreach (var row in world.Store.Open(DocumentTable.Name).Partition(LedgerKeys.Partition(account)))
            text.AppendLine(Plain($"document {row["Number"]} {row["Credited"]}"));
        foreach (var row in History(world, account))
            text.AppendLine(Plain($"history {row.Id} {row.Kind} {row.Service} {row.Description} {row.Amount}"));
    }

    /// <summary>As a customer reads it, from tables that no longer fail.</summary>
    private static IReadOnlyList<HistoryView> History(SimWorld world, AccountId account)
    {
        var worker = world.Worker()!;
        var read = worker.Function<GetCreditHistory>().Run(SomeRequest.Query("?limit=100"), account.Value, default);
        while (!read.IsCompleted && world.Agenda.Next(world.Agenda.Now.AddHours(1)))
        {
        }
        return ((read.Result as OkObjectResult)?.Value as PageOf<HistoryView>)?.Items ?? [];
    }

    private static IEnumerable<StoredRow> Rows(CrashScene scene, string table) => scene.World.Store.Open(table).Rows;

    private static string Written<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, Json.Options);

    [GeneratedRegex("[0-7][0-9A-HJKMNP-TV-Z]{25}")]
    private static partial Regex Ulids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z?")]
    private static partial Regex Times();
}
