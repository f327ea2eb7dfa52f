namespace Billing.LocalHost.Durable;

/// <summary>What an instance may be called, as on Azure Storage.</summary>
internal static class InstanceIds
{
    private const int MaxCharacters = 100;

    public static string Check(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var isGood = id.Length <= MaxCharacters && id[0] != '@'
            && !id.Any(letter => letter is '/' or '\\' or '#' or '?' || char.IsControl(letter));
        return isGood
            ? id
            : throw new ArgumentException(
                $"An instance id has at most {MaxCharacters} characters, none of them / \\ # ? and no @ in front.");
    }
}
