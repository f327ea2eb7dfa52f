using System.Net;
using System.Text;

namespace Billing.OpenApi;

/// <summary>HTML as it is written: only Raw is taken as it is, and it is given constants alone.</summary>
public sealed class HtmlText(StringBuilder text)
{
    public void Raw(string html) => text.Append(html);

    public void Text(string value) => text.Append(WebUtility.HtmlEncode(value));

    public void Element(string name, string value, string? className = null, string? id = null)
    {
        text.Append('<').Append(name);
        if (className is not null) Attribute("class", className);
        if (id is not null) Attribute("id", id);
        text.Append('>');
        Text(value);
        text.Append("</").Append(name).Append(">\n");
    }

    public void Link(string address, string value)
    {
        text.Append("<a");
        Attribute("href", address);
        text.Append('>');
        Text(value);
        text.Append("</a>");
    }

    public void Row(params ReadOnlySpan<string> cells)
    {
        text.Append("<tr>");
        foreach (var cell in cells) Element("td", cell);
        text.Append("</tr>\n");
    }

    /// <summary>A table with these heads; its rows come next.</summary>
    public void Table(params ReadOnlySpan<string> heads)
    {
        text.Append("<table><tr>");
        foreach (var head in heads) Element("th", head);
        text.Append("</tr>\n");
    }

    public override string ToString() => text.ToString();

    private void Attribute(string name, string value) =>
        text.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
}
