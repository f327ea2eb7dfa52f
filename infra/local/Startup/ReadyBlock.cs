using System.Text;
using Billing.LocalHost.Messaging;
using Billing.LocalHost.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Startup;

/// <summary>What the host prints once it is ready.</summary>
internal static class ReadyBlock
{
    private const string TokenBody = """{"subject":"…","roles":["…"]}""";

    public static string Text(HostSettings settings, IServiceProvider services)
    {
        var json = services.GetRequiredService<HostJson>();
        var text = new StringBuilder().AppendLine();
        text.AppendLine($"  API           {settings.BaseAddress}/{json.RoutePrefix}");
        text.AppendLine($"  Portal        {settings.BaseAddress}/");
        text.AppendLine($"  Dev token     POST {settings.BaseAddress}/dev/token  {TokenBody}");
        text.AppendLine($"  Sandboxes     {settings.BaseAddress}/dev  ({Names()})");
        text.AppendLine($"  Azurite data  {(settings.AzuriteIsExternal ? "not ours" : settings.DataFolder)}");
        if (settings.Faults != new FaultRates { Seed = settings.Faults.Seed })
            text.AppendLine($"  Faults on     {settings.Faults}");
        text.AppendLine("  Stop          Ctrl+C");
        return text.ToString();
    }

    private static string Names() =>
        Sandboxes.All.Count == 0 ? "none" : string.Join(", ", Sandboxes.All.Select(sandbox => sandbox.Name));
}
