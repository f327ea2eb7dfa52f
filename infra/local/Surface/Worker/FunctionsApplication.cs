using Billing.LocalHost.Startup;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a functions app begins.</summary>
public static class FunctionsApplication
{
    /// <summary>A builder whose app runs every function of the entry assembly.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var entry = new HostEntry { Arguments = args ?? [] };
        try
        {
            return new FunctionsApplicationBuilder(entry);
        }
        catch (StartupRefusedException refused)
        {
            HostApplication.Refuse(entry, refused);
            throw;
        }
    }
}
