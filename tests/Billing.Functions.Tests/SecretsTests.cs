using System.Diagnostics;
using Billing.Functions.Tests.Support;

namespace Billing.Functions.Tests;

/// <summary>Nothing that opens anything is in the repository.</summary>
public sealed class SecretsTests
{
    private static readonly string[] Binary = [".png", ".ttf", ".pdf", ".xlsx", ".ico"];

    [Fact]
    public async Task No_tracked_file_holds_a_secret()
    {
        var files = await Tracked();

        Assert.Empty(files.SelectMany(SecretRules.Of));
        Assert.Empty(SecretRules.NeedlessExceptions(files));
        Assert.True(files.Count > 1_000, $"{files.Count} files were read");
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE {0}KEY-----\nMIIEow", "a private key")]
    [InlineData("key = \"sk_{0}live_51HqLyjWDarjtT1zd\"", "a live key of Stripe")]
    [InlineData("whsec_{0}5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH", "a webhook secret")]
    [InlineData("AKIA{0}IOSFODNN7EXAMPLE", "a key of AWS")]
    [InlineData("AccountName=a;Account{0}Key=9k2Jf83hfSLKdj38fjsLKJ==;", "a key of a storage account")]
    [InlineData("Endpoint=sb://a/;SharedAccess{0}Key=9k2Jf83hfSLKdj38fjsLKJ=", "a key of a bus")]
    [InlineData("https://a.test/b?sv=1&sig{0}=9k2Jf83hfSLKdj38fjsLKJ3jf93jf93jfKD8", "a signed address")]
    [InlineData("Bearer eyJ{0}hbGciOiJub25lIn0.eyJ{0}zdWIiOiJhIn0xx.", "a token")]
    [InlineData("ghp_{0}0123456789abcdefghijABCDEFGHIJ012345", "a token of GitHub")]
    [InlineData("abc8Q{0}~abcdefghijklmnopqrstuvwxyz0123456", "a client secret of Entra ID")]
    [InlineData("\"tR7mQ2xZ{0}p9LkV4bNc8WdS1yHf6GjA3uEo5IqXzTv\"", "tR7mQ2xZ… looks like a secret")]
    public void A_planted_one_is_seen(string text, string what)
    {
        var planted = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, "");

        Assert.Contains($"a/b.cs: {what}", SecretRules.Of(new SourceFile("a/b.cs", planted)));
    }

    [Theory]
    [InlineData("AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtl" + "CDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq")]
    [InlineData("whsec_of-the-development-host")]
    [InlineData("A_sentence_that_is_the_name_of_a_test_and_has_1_number")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaB1")]
    public void What_is_none_is_let_be(string text) =>
        Assert.Empty(SecretRules.Of(new SourceFile("infra/local/Storage/AzuritePorts.cs", text)));

    private static async Task<IReadOnlyList<SourceFile>> Tracked()
    {
        var ask = new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = SourceFile.Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var git = Process.Start(ask)!;
        var errors = git.StandardError.ReadToEndAsync();
        var names = (await git.StandardOutput.ReadToEndAsync()).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        await git.WaitForExitAsync();
        Assert.SkipUnless(git.ExitCode == 0, $"Not in a git repository: {await errors}");
        return
        [
            .. names.Where(name => !Binary.Contains(Path.GetExtension(name)))
                .Where(name => File.Exists(Path.Combine(SourceFile.Root, name))).Select(SourceFile.Read),
        ];
    }
}
