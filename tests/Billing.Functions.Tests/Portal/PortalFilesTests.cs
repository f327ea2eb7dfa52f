using System.Text;
using System.Text.RegularExpressions;
using Billing.Functions.Tests.Support;
using Billing.Portal;

namespace Billing.Functions.Tests.Portal;

public sealed partial class PortalFilesTests
{
    private static readonly PortalFiles Files = new();

    [Fact]
    public void Every_file_of_the_folder_is_there_and_no_code()
    {
        var folder = Path.Combine(SourceFile.Root, "functions", "Portal");
        var written = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

        Assert.Equal(written.Order(StringComparer.Ordinal), Files.Paths.Order(StringComparer.Ordinal));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder, "index.html")), Files.Find(PortalFiles.Index)!.Bytes);
    }

    [Fact]
    public void All_that_the_page_and_its_scripts_name_is_there()
    {
        foreach (var path in Files.Paths)
        {
            var text = Encoding.UTF8.GetString(Files.Find(path)!.Bytes);
            var named = Named().Matches(text).Select(match => match.Groups["path"].Value);
            var place = new Uri($"http://page/{path}");
            Assert.All(named, it => Assert.NotNull(Files.Find(new Uri(place, it).AbsolutePath[1..])));
        }
    }

    [Theory]
    [InlineData("index.html", "text/html; charset=utf-8")]
    [InlineData("scripts/app.js", "text/javascript; charset=utf-8")]
    [InlineData("styles/portal.css", "text/css; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml")]
    public void Each_kind_has_its_type(string path, string type) => Assert.Equal(type, Files.Find(path)!.ContentType);

    [Theory]
    [InlineData("../host.json")]
    [InlineData("scripts/../index.html")]
    [InlineData("INDEX.HTML")]
    [InlineData("GetPortalFile.cs")]
    [InlineData("")]
    public void Nothing_else_is(string path) => Assert.Null(Files.Find(path));

    [GeneratedRegex("(?:from |import |@import (?:url\\()?|href=|src=)\"(?<path>[^\"#]+\\.(?:js|css|svg))\"")]
    private static partial Regex Named();
}
