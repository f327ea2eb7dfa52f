using System.Text.Json;
using Billing.Money;
using Billing.Plans;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>An instalment as the fact tells it by which it was asked for, or is asked for no more.</summary>
/// <param name="AskedAt">When it was asked for: the document's id follows from it.</param>
public sealed record AskedInstalment(
    PlanId Plan, string? Name, int Number, InstalmentKind Kind, int Term, Amount Amount, DateTimeOffset AskedAt,
    DateTimeOffset DueAt)
{
    public DocumentCause Cause => DocumentCause.Instalment(Plan, Number, AskedAt);

    /// <exception cref="JsonException">No plan tells that.</exception>
    public static AskedInstalment Read(string body)
    {
        var said = JsonSerializer.Deserialize<Said>(body, Json.Options) ?? throw new JsonException("A fact is null.");
        return new(
            PlanId.Parse(said.PlanId), said.Name, said.Instalment, said.Kind, said.TermOfInstalment, said.Amount,
            said.AskedAt, said.DueAt);
    }

    private sealed record Said(
        string PlanId, string? Name, int Instalment, InstalmentKind Kind, int TermOfInstalment, Amount Amount,
        DateTimeOffset AskedAt, DateTimeOffset DueAt);
}
