using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Billing.OpenApi;

/// <summary>What the comments in the code say of types and their members; nothing where the file is missing.</summary>
public sealed partial class Comments
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    private Comments(XElement? file)
    {
        foreach (var member in file?.Descendants("member") ?? [])
            if (member.Attribute("name")?.Value is { } name) _members[name] = member;
    }

    /// <summary>Reads the file that the compiler put beside the assembly.</summary>
    public static Comments Of(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        try
        {
            return new(File.Exists(path) ? XElement.Load(path) : null);
        }
        catch (XmlException)
        {
            return new(null);
        }
    }

    public string? Summary(Type type) => Text(Find($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What is said of a member, be it a parameter of its record or a property.</summary>
    public string? Summary(Type type, string member)
    {
        var parameter = Find($"T:{NameOf(type)}")?.Elements("param")
            .FirstOrDefault(it => it.Attribute("name")?.Value == member);
        return Text(parameter ?? Find($"P:{NameOf(type)}.{member}")?.Element("summary"));
    }

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var words = string.Concat(element.Nodes().Select(Words));
        return Spaces().Replace(words, " ").Trim() is { Length: > 0 } text ? text : null;
    }

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement it when it.Attribute("cref")?.Value is { } cref => cref[(cref.LastIndexOfAny(['.', ':']) + 1)..],
        XElement it when it.Attribute("name")?.Value is { } name => name,
        XElement it => it.Value,
        _ => "",
    };

    private XElement? Find(string name) => _members.GetValueOrDefault(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
