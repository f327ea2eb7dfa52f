using System.Xml.Linq;
using Billing.Functions.Tests.Support;
using Billing.OpenApi;

namespace Billing.Functions.Tests.OpenApi;

public sealed class ReferencePageTests
{
    private static readonly string Page = ReferencePage.Html(SomeApi.Document);

    [Fact]
    public void Every_operation_has_its_section_and_its_place_in_the_contents()
    {
        foreach (var function in SomeApi.Operations.Functions)
        {
            Assert.Contains($"id=\"{function}\"", Page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#{function}\"", Page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_link_leads_to_a_place_on_the_page()
    {
        var ids = Parts("id=\"").ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(ids);
        Assert.Empty(Parts("href=\"#").Except(ids));
    }

    [Fact]
    public void What_the_document_says_is_text_and_never_markup()
    {
        var document = SomeApi.Document.DeepClone().AsObject();
        document["info"]!["description"] = "<script>alert('1')</script>";

        var page = ReferencePage.Html(document);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_elements_end_where_they_began()
    {
        var body = Page[Page.IndexOf("<body>", StringComparison.Ordinal)..].Replace("</html>", "");

        Assert.Equal("body", XElement.Parse(body).Name.LocalName);
    }

    private static IEnumerable<string> Parts(string before) =>
        Page.Split(before).Skip(1).Select(rest => rest[..rest.IndexOf('"')]);
}
