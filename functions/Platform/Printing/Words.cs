using Billing.Accounts;

namespace Billing.Platform.Printing;

/// <summary>A text of a document in every language; it cannot be made with one of them missing.</summary>
public readonly record struct Words(string En, string Vi, string Ja)
{
    /// <summary>The same everywhere.</summary>
    public static Words Same(string text) => new(text, text, text);

    public string In(Language language) => language switch
    {
        Language.En => En,
        Language.Vi => Vi,
        Language.Ja => Ja,
    };
}
