namespace Billing.Platform;

/// <summary>What stands where words identified a person, once they are erased.</summary>
public static class ErasedText
{
    public const string Word = "erased";

    /// <summary>What never was stays null.</summary>
    public static string? Of(string? text) => text is null ? null : Word;
}
