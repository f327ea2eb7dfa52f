using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>One thing that an instance is told; what it was told and when is its history.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(TimerFired), "timer")]
[JsonDerivedType(typeof(TaskCompleted), "completed")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(Terminated), "terminated")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Resumed), "resumed")]
internal abstract record TurnInput
{
    private TurnInput()
    {
    }

    /// <summary>Taken in by a suspended instance too.</summary>
    [JsonIgnore]
    public bool IsControl => this is Terminated or Suspended or Resumed;

    public sealed record EventRaised(string Name, string? Payload) : TurnInput;

    public sealed record TimerFired(int Task) : TurnInput;

    public sealed record TaskCompleted(int Task, string? Payload) : TurnInput;

    public sealed record TaskFailed(int Task, TaskFailureDetails Failure) : TurnInput;

    public sealed record Terminated(string? Output) : TurnInput;

    public sealed record Suspended(string? Reason) : TurnInput;

    public sealed record Resumed(string? Reason) : TurnInput;
}
