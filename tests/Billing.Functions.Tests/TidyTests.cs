using System.Text.Json;
using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests;

public sealed class TidyTests
{
    private static readonly IReadOnlyList<SourceFile> Product = SourceFile.Below("functions");
    private static readonly IReadOnlyList<SourceFile> Tests = SourceFile.Below("tests/Billing.Functions.Tests");
    private static readonly IReadOnlyList<SourceFile> Everything = SourceFile.Below(
        "functions", "infra/backup", "infra/local", "tests");

    [Fact]
    public void Files_are_short()
    {
        Assert.Empty(TidyRules.TooLong(Everything));
        Assert.Empty(TidyRules.TooLong([Sample("functions/A/Short.cs", Repeat("x", TidyRules.MaxLines))]));
        Assert.Single(TidyRules.TooLong([Sample("functions/A/Long.cs", Repeat("x", TidyRules.MaxLines + 1))]));
    }

    [Fact]
    public void Lines_are_short()
    {
        Assert.Empty(TidyRules.TooWide(Everything));
        Assert.Empty(TidyRules.TooWide([Sample("functions/A/B.cs", new string('x', TidyRules.MaxLineLength))]));
        Assert.Equal(
            ["functions/A/B.cs:2: 121 characters"],
            TidyRules.TooWide([Sample("functions/A/B.cs", "a\n" + new string('x', TidyRules.MaxLineLength + 1))]));
    }

    [Fact]
    public void Types_have_names_of_the_field()
    {
        Assert.Empty(TidyRules.BannedNames(Everything));
        string[] wrong =
            [$"class TopUp{"Manager"}", $"record struct Line{"Dto"}(int A)", $"interface IEvent{"Handler"}"];
        foreach (var banned in wrong)
            Assert.Single(TidyRules.BannedNames([Sample("functions/A/B.cs", $"public {banned}")]));
    }

    [Fact]
    public void No_file_turns_the_compiler_or_the_reader_aside()
    {
        Assert.Empty(TidyRules.Directives(Everything));
        foreach (var directive in (string[])["#pragma warning disable CA1", "  #region Private", "#if DEBUG", "#endif"])
            Assert.Single(TidyRules.Directives([Sample("functions/A/B.cs", $"x\n{directive}\ny")]));
    }

    [Fact]
    public void Nouns_know_nothing_of_Azure_or_the_web()
    {
        Assert.Empty(TidyRules.ImpureNouns(Product));
        Assert.Empty(TidyRules.NeedlessExceptions(Product));
        foreach (var import in (string[])["Azure.Data.Tables", "Azure", "Microsoft.AspNetCore.Http"])
        {
            Assert.Single(TidyRules.ImpureNouns([Sample("functions/Vouchers/Voucher.cs", $"using {import};")]));
            Assert.Empty(TidyRules.ImpureNouns([Sample("functions/Vouchers/VoucherTable.cs", $"using {import};")]));
        }

        Assert.Empty(
            TidyRules.ImpureNouns([Sample("functions/Vouchers/Voucher.cs", "using System;\nusing Billing.Money;")]));
    }

    [Fact]
    public void A_function_has_its_own_file_and_name()
    {
        Assert.Empty(TidyRules.MisnamedFunctions(Product));
        const string Good = "public sealed class Redeem { [Function(nameof(Redeem))] }";
        Assert.Empty(TidyRules.MisnamedFunctions([Sample("functions/A/Redeem.cs", Good)]));
        Assert.Single(TidyRules.MisnamedFunctions([Sample("functions/A/Other.cs", Good)]));
        Assert.Single(
            TidyRules.MisnamedFunctions(
                [Sample("functions/A/Redeem.cs", Good.Replace("nameof(Redeem)", "\"Redeem\""))]));
        Assert.NotEmpty(TidyRules.MisnamedFunctions([Sample("functions/A/Redeem.cs", Good + Good)]));
    }

    [Fact]
    public void Function_names_are_unique()
    {
        Assert.Empty(TidyRules.SharedFunctionNames(Product));
        Assert.Equal(["Redeem: functions/A/Redeem.cs, functions/B/Redeem.cs"], TidyRules.SharedFunctionNames(
            [Sample("functions/A/Redeem.cs", "[Function(nameof(Redeem))]"),
                Sample("functions/B/Redeem.cs", "[Function(nameof(Redeem))]")]));
    }

    [Fact]
    public void Tests_mirror_the_product()
    {
        Assert.Empty(TidyRules.TestsWithoutSource(Tests, Product));
        SourceFile[] sources = [Sample("functions/Vouchers/Voucher.cs", "")];
        const string Folder = "tests/Billing.Functions.Tests";
        Assert.Empty(TidyRules.TestsWithoutSource([Sample($"{Folder}/Vouchers/VoucherTests.cs", "")], sources));
        Assert.Empty(TidyRules.TestsWithoutSource([Sample($"{Folder}/Support/SomeVoucher.cs", "")], sources));
        Assert.Single(TidyRules.TestsWithoutSource([Sample($"{Folder}/Plans/VoucherTests.cs", "")], sources));
        Assert.Empty(TidyRules.TestsWithoutSource([Sample($"{Folder}/Vouchers/VoucherRaceTests.cs", "")], sources));
        Assert.Single(TidyRules.TestsWithoutSource([Sample($"{Folder}/Vouchers/CodeTests.cs", "")], sources));
    }

    [Fact]
    public void Every_setting_that_the_code_reads_stands_in_the_sample()
    {
        using var sample = JsonDocument.Parse(SourceFile.Read("local.settings.sample.json").Text);
        var known = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).ToHashSet();

        Assert.Empty(TidyRules.SettingsRead(Product).Except(known));
        Assert.Contains("Auth__Audience", TidyRules.SettingsRead(Product));
    }

    [Theory]
    [InlineData("settings.Text(\"A\")", "A")]
    [InlineData("settings.Value<X>(\n    \"A__B\", X.TryParse, \"x\")", "A__B A__B")]
    [InlineData("settings.OptionalText(\"A\")", "A")]
    [InlineData("const string Name = \"A__B\";", "A__B")]
    [InlineData("[TimerTrigger(\"%A%\")]", "A")]
    [InlineData("[ServiceBusTrigger(\"q\", Connection = \"A\")]", "A")]
    [InlineData("body.Text(\"a\")", "")]
    public void A_read_setting_is_seen(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TidyRules.SettingsRead([Sample("functions/A/B.cs", text)])));

    [Fact]
    public void Settings_are_read_through_the_checked_reader_alone()
    {
        Assert.Empty(TidyRules.SettingsReadAside(Product));
        Assert.Single(TidyRules.SettingsReadAside([Sample("functions/A/B.cs", "class B(IConfiguration c)")]));
        Assert.Single(
            TidyRules.SettingsReadAside([Sample("functions/A/B.cs", "Environment.GetEnvironmentVariable(\"X\")")]));
    }

    [Fact]
    public void The_program_is_a_list_of_its_modules() =>
        Assert.True(SourceFile.Read("functions/Program.cs").Lines.Count < TidyRules.MaxProgramLines);

    private static SourceFile Sample(string path, string text) => new(path, text);

    private static string Repeat(string line, int times) => string.Join('\n', Enumerable.Repeat(line, times));
}
