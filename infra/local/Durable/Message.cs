using System.Text.Json.Serialization;

namespace Billing.LocalHost.Durable;

/// <summary>What one instance sends to another, in the same commit as the step that sent it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(Start), "start")]
internal abstract record Message(string To)
{
    /// <param name="Id">The same each time that it is sent.</param>
    /// <param name="Execution">The run that it is for; null for any.</param>
    public sealed record Tell(string To, string Id, int? Execution, TurnInput Input) : Message(To);

    public sealed record Start(string To, string Name, string? Input, ParentTask Parent) : Message(To);
}

/// <summary>A message that has arrived and is not taken in.</summary>
/// <param name="Key">Its row; rows are in the order of arrival.</param>
/// <param name="SentBy">The id under which another instance sent it; null for a client.</param>
internal sealed record Arrival(string Key, DateTimeOffset At, string? SentBy, int? Execution, TurnInput Input);
