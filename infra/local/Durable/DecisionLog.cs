namespace Billing.LocalHost.Durable;

/// <summary>
/// What an orchestrator asks for, held against what its history says that it asked for. It is the same or the
/// orchestrator is not deterministic.
/// </summary>
internal sealed class DecisionLog(string orchestrator)
{
    private readonly Dictionary<int, Decision> _recorded = [];
    private readonly List<Decision> _fresh = [];
    private int _end;

    /// <summary>What is wrong with the orchestrator; null if nothing is.</summary>
    public string? Violation { get; private set; }

    /// <summary>Asked for in the step that no history has yet.</summary>
    public IReadOnlyList<Decision> Fresh => _fresh;

    /// <summary>The number of the next decision.</summary>
    public int Next { get; private set; }

    public bool IsReplaying { get; private set; }

    public void Begin(Turn? recorded)
    {
        IsReplaying = recorded is not null;
        foreach (var decision in recorded?.Decisions ?? []) _recorded.Add(decision.Task, decision);
        _end = _recorded.Count;
    }

    public bool Accepts(Decision decision)
    {
        Next++;
        if (!IsReplaying)
        {
            _fresh.Add(decision);
            return true;
        }

        if (decision.Task >= _end) Break($"asks for {decision.Subject}, of which its history knows nothing");
        else if (_recorded[decision.Task].Subject != decision.Subject)
        {
            Break($"asks for {decision.Subject} as step {decision.Task}, and its history says "
                + _recorded[decision.Task].Subject);
        }

        return Violation is null;
    }

    /// <summary>At the end of a step of the history all of it was asked for again.</summary>
    public void End()
    {
        if (IsReplaying && Next < _end)
            Break($"no longer asks for {_recorded[Next].Subject}, which its history has as step {Next}");
    }

    public void BreakByWaiting() => Violation ??=
        $"The orchestrator '{orchestrator}' awaits something that its context did not give it.";

    private void Break(string how) =>
        Violation ??= $"The orchestrator '{orchestrator}' is not deterministic: it {how}.";
}
