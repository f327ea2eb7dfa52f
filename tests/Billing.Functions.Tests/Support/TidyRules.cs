using System.Text.RegularExpressions;

namespace Billing.Functions.Tests.Support;

/// <summary>The house rules that a machine can check; each names the files that break it, and why.</summary>
public static partial class TidyRules
{
    public const int MaxLines = 200;
    public const int MaxLineLength = 120;
    public const int MaxProgramLines = 50;

    private static readonly string[] Kinds = ["Table", "Module", "Row", "Rows"];
    private static readonly string[] Suffixes = ["Manager", "Processor", "Handler", "Helper", "Dto", "Impl", "Utils"];

    // The ledger is storage made a capability; the others carry a decision to it, to the bus or into an answer.
    private static readonly string[] NoNouns =
    [
        "functions/History/Exports/ExportAnswer.cs",
        "functions/Invoices/InvoiceWork.cs",
        "functions/Invoices/UsageDrafts.cs",
        "functions/Ledger/AuditBatch.cs",
        "functions/Ledger/AuditChain.cs",
        "functions/Ledger/AuditScan.cs",
        "functions/Ledger/BesideDigest.cs",
        "functions/Ledger/BlockReader.cs",
        "functions/Ledger/CommitPlan.cs",
        "functions/Ledger/CommitSearch.cs",
        "functions/Ledger/CommitSpan.cs",
        "functions/Ledger/CreditWitness.cs",
        "functions/Ledger/Decision.cs",
        "functions/Ledger/LedgerAudit.cs",
        "functions/Ledger/LedgerMarks.cs",
        "functions/Ledger/LedgerReader.cs",
        "functions/Ledger/OriginalReader.cs",
        "functions/Ledger/ReversalAudit.cs",
        "functions/Ledger/RowColumns.cs",
        "functions/Ledger/StorageFault.cs",
        "functions/Ledger/TransactionLimits.cs",
        "functions/Ledger/UsageRead.cs",
        "functions/Notices/BillingFactsQueue.cs",
        "functions/Notices/OutboxDelivery.cs",
        "functions/Platform/StaticFileAnswers.cs",
        "functions/OpenApi/HttpFunction.cs",
        "functions/Plans/Payments/PlanPaymentAnswers.cs",
        "functions/Plans/PlanActs.cs",
        "functions/Plans/PlanAnswers.cs",
        "functions/Plans/PlanWaker.cs",
        "functions/TopUps/PaymentAnswers.cs",
        "functions/TopUps/PortalAddress.cs",
        "functions/TopUps/TopUpAnswers.cs",
        "functions/TopUps/TopUpDesk.cs",
        "functions/Usage/UsageQueue.cs",
        "functions/Vouchers/FoundVoucher.cs",
        "functions/Vouchers/VoucherGrants.cs",
    ];

    // Tests of several sources of their folder at once.
    private static readonly string[] Suites =
        ["Ledger/ContentionTests.cs", "Ledger/CrashPointTests.cs", "Ledger/LedgerCommitTests.cs"];

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines.Count > MaxLines
        select $"{file.Path}: {file.Lines.Count} lines";

    public static IEnumerable<string> TooWide(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Index()
        where line.Item.Length > MaxLineLength
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters";

    public static IEnumerable<string> BannedNames(IEnumerable<SourceFile> files) =>
        from file in files
        from Match type in TypeName().Matches(file.Text)
        where Suffixes.Any(suffix => type.Groups[1].Value.EndsWith(suffix, StringComparison.Ordinal))
        select $"{file.Path}: {type.Groups[1].Value}";

    public static IEnumerable<string> Directives(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines
        where Directive().IsMatch(line)
        select $"{file.Path}: {line.Trim()}";

    /// <summary>
    /// A noun holds rules; what knows of Azure or the web is a verb, a table, a module, a gateway, the platform, or
    /// named above.
    /// </summary>
    public static IEnumerable<string> ImpureNouns(IEnumerable<SourceFile> files) =>
        from file in files
        where IsNoun(file) && KnowsAzure(file)
        select file.Path;

    /// <summary>Names that stand in the list above without need.</summary>
    public static IEnumerable<string> NeedlessExceptions(IEnumerable<SourceFile> files) =>
        NoNouns.Except(files.Where(KnowsAzure).Select(file => file.Path), StringComparer.Ordinal);

    /// <summary>Functions have one file each, named as the function and its class.</summary>
    public static IEnumerable<string> MisnamedFunctions(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var functions = Function().Matches(file.Text);
            if (functions.Count > 1) yield return $"{file.Path}: {functions.Count} functions";
            foreach (Match function in functions)
                if (function.Groups[1].Value != file.Name || !file.Text.Contains(
                    $"class {file.Name}", StringComparison.Ordinal))
                    yield return $"{file.Path}: {function.Groups[1].Value}";
        }
    }

    public static IEnumerable<string> SharedFunctionNames(IEnumerable<SourceFile> files) =>
        from file in files
        from Match function in Function().Matches(file.Text)
        group file.Path by function.Groups[1].Value into same
        where same.Count() > 1
        select $"{same.Key}: {string.Join(", ", same)}";

    /// <summary>functions/X/Y.cs is tested by X/YTests.cs, and one topic of it by X/YTopicTests.cs.</summary>
    public static IEnumerable<string> TestsWithoutSource(IEnumerable<SourceFile> tests, IEnumerable<SourceFile> sources)
    {
        const string Tests = "tests/Billing.Functions.Tests/";
        var known = sources.Select(source => $"{Folder(source.Path)}/{source.Name}").ToList();
        return
            from test in tests
            let inner = test.Path[Tests.Length..]
            where inner.Contains('/') && !inner.StartsWith("Support/", StringComparison.Ordinal)
            let name = test.Name.EndsWith("Tests", StringComparison.Ordinal) ? test.Name[..^"Tests".Length] : test.Name
            where !Suites.Contains(inner) && !known.Any(
                source => $"functions/{Folder(inner)}/{name}".StartsWith(source, StringComparison.Ordinal))
            select test.Path;
    }

    /// <summary>
    /// Settings read by their getters or named as they are, by %name% in a trigger, by its Connection.
    /// </summary>
    public static IEnumerable<string> SettingsRead(IEnumerable<SourceFile> files) =>
        from file in files
        from pattern in (Regex[])[SettingGetter(), SettingName(), SettingInTrigger(), TriggerConnection()]
        from Match setting in pattern.Matches(file.Text)
        select setting.Groups[1].Value;

    /// <summary>Settings are read through the checked reader alone.</summary>
    public static IEnumerable<string> SettingsReadAside(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Capability != "Platform" && UncheckedSetting().IsMatch(file.Text)
        select file.Path;

    private static bool KnowsAzure(SourceFile file) =>
        file.Imports("Azure.") || file.Imports("Azure;") || file.Imports("Microsoft.");

    private static bool IsNoun(SourceFile file) =>
        file.Capability is not ("" or "Platform")
        && !NoNouns.Contains(file.Path)
        && !file.Path.Contains("/Gateways/", StringComparison.Ordinal)
        && !Function().IsMatch(file.Text)
        && !Kinds.Any(kind => file.Name.EndsWith(kind, StringComparison.Ordinal));

    private static string Folder(string path) => path[..path.LastIndexOf('/')];

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:class\s+|struct\s+)?([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\s*#(pragma|region|endregion|if|elif|else|endif)\b")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\[Function\((?:nameof\((\w+)\)|[^)]*)\)\]")]
    private static partial Regex Function();

    [GeneratedRegex(@"\bsettings\s*\.\w+(?:<[^(]*>)?\(\s*""([^""]+)""")]
    private static partial Regex SettingGetter();

    [GeneratedRegex(@"""([A-Z][A-Za-z0-9]*(?:__[A-Za-z0-9]+)+)""")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"""%([^%""]+)%""")]
    private static partial Regex SettingInTrigger();

    [GeneratedRegex(@"\bConnection = ""([^""]+)""")]
    private static partial Regex TriggerConnection();

    [GeneratedRegex(@"\bIConfiguration\b|GetEnvironmentVariable|GetConnectionString|\bIOptions")]
    private static partial Regex UncheckedSetting();
}
