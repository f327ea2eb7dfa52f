using System.Text.Json;

namespace Billing.Backup;

/// <summary>What a backup holds; written last, so that a folder without it is no backup.</summary>
/// <param name="Rows">By table.</param>
internal sealed record Manifest(DateTimeOffset Began, DateTimeOffset Ended, SortedDictionary<string, long> Rows)
{
    private const string Name = "manifest.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(this, Indented));

    /// <exception cref="BackupException">The folder holds no finished backup.</exception>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new BackupException($"{folder} holds no finished backup: it has no {Name}.");

        return JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path))
            ?? throw new BackupException($"{path} is empty.");
    }
}
