namespace Billing.LocalHost.Demo;

/// <summary>What the demo was asked to do.</summary>
/// <param name="UsageFile">A usage file to play; null plays the small made-up sample.</param>
public sealed record DemoOptions(string? UsageFile)
{
    public const string Usage =
        "demo [--usage FILE.csv]   plays the main job; FILE has TIMESTAMP,ContextTokens,GeneratedTokens";

    /// <summary>
    /// False for arguments that the demo does not know or a file that is not there; the fault says which.
    /// </summary>
    public static bool TryParse(IReadOnlyList<string> args, out DemoOptions options, out string fault)
    {
        options = new((string?)null);
        fault = "";
        if (args.Count == 0) return true;

        if (args.Count != 2 || args[0] != "--usage") fault = $"Unknown arguments: {string.Join(' ', args)}.";
        else if (!File.Exists(args[1])) fault = $"There is no file {args[1]}.";
        else options = new(args[1]);
        return fault.Length == 0;
    }

    public TextReader Open() => new StreamReader(
        UsageFile ?? Path.Combine(AppContext.BaseDirectory, "Demo", "sample-usage.csv"));
}
