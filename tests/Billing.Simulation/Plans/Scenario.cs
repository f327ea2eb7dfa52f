namespace Billing.Simulation.Plans;

/// <summary>What happens to an account and its plans, day by day, and what must be true in between.</summary>
/// <param name="Start">Day 0.</param>
/// <param name="TimeZone">Of the plans, IANA name.</param>
public sealed record Scenario(
    string Title, DateTimeOffset Start, string TimeZone, string Currency, IReadOnlyList<ScenarioStep> Steps)
{
    public override string ToString() => Title;
}

/// <summary>One line of a scenario.</summary>
/// <param name="Line">Where it stands in its file, for whoever must mend it.</param>
/// <param name="At">When it happens.</param>
/// <param name="Plan">Which plan it is about.</param>
/// <param name="Words">What it says after its verb.</param>
/// <param name="Refusal">The code with which it must be refused; null when it must be accepted.</param>
public sealed record ScenarioStep(
    int Line, DateTimeOffset At, string Verb, string Plan, IReadOnlyList<string> Words, string? Refusal)
{
    public override string ToString() => $"line {Line}: {Verb} {string.Join(' ', Words)}";
}
