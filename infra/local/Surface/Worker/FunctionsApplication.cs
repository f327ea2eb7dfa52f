using Billing.LocalHost.Startup;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a functions app begins.</summary>
public static class FunctionsApplication
{
    /// <summary>A builder whose app runs every function of the entry assembly.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(new HostEntry { Arguments = args ?? [] });
}
