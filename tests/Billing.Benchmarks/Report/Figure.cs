namespace Billing.Benchmarks.Report;

/// <summary>One line of the table: what was measured, the bar it must reach, and what it came to.</summary>
/// <param name="Value">As it is printed, with its spread where there is one.</param>
/// <param name="IsReached">Null where no bar is set.</param>
internal sealed record Figure(string Name, string Bar, string Value, bool? IsReached, string Note = "")
{
    public string Verdict => IsReached switch { true => "ok", false => "short", null => "" };
}
