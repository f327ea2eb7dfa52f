using System.Text.Json.Serialization;

namespace Billing.LocalHost.Durable;

/// <summary>One thing that an orchestrator asked for, numbered in the order of its asking.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(CallActivity), "activity")]
[JsonDerivedType(typeof(StartTimer), "timer")]
[JsonDerivedType(typeof(StartChild), "child")]
[JsonDerivedType(typeof(SendEvent), "send")]
internal abstract record Decision(int Task)
{
    /// <summary>What a replay must ask for again; payloads and times may differ.</summary>
    [JsonIgnore]
    public abstract string Subject { get; }

    public sealed record CallActivity(int Task, string Name, string? Input) : Decision(Task)
    {
        public override string Subject => $"the activity '{Name}'";
    }

    public sealed record StartTimer(int Task, DateTimeOffset At) : Decision(Task)
    {
        public override string Subject => "a timer";
    }

    public sealed record StartChild(int Task, string Name, string Instance, string? Input) : Decision(Task)
    {
        public override string Subject => $"the sub-orchestration '{Name}' as '{Instance}'";
    }

    public sealed record SendEvent(int Task, string Instance, string Name, string? Payload) : Decision(Task)
    {
        public override string Subject => $"the event '{Name}' to '{Instance}'";
    }
}

/// <summary>One step of an instance: when it was, what it was told, what it asked for.</summary>
internal sealed record Turn(DateTimeOffset At, IReadOnlyList<TurnInput> Inputs, IReadOnlyList<Decision> Decisions);
