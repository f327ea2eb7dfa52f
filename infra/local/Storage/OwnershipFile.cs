using System.Diagnostics;
using System.Text.Json;

namespace Billing.LocalHost.Storage;

/// <summary>
/// Says in the data folder which Azurite is ours and which host it serves, so that the next host can take over the one
/// that a killed host left running.
/// </summary>
internal sealed record OwnershipFile(int Azurite, int Host, AzuritePorts Ports)
{
    public static OwnershipFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<OwnershipFile>(File.ReadAllText(PathIn(folder)));
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder) => File.WriteAllText(PathIn(folder), JsonSerializer.Serialize(this));

    public static void Remove(string folder) => File.Delete(PathIn(folder));

    public static bool IsOurs(string folder, int host) => Read(folder)?.Host == host;

    /// <summary>True when its Azurite lives and its host does not.</summary>
    public bool IsOrphan(string folder)
    {
        var written = File.GetLastWriteTimeUtc(PathIn(folder));
        return Lives(Azurite, written) && !Lives(Host, written);
    }

    // A process that started after the file was written has only inherited the number.
    private static bool Lives(int pid, DateTime written)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= written.AddSeconds(1);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "azurite.owner.json");
}
