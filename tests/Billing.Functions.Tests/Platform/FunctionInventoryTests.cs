using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Functions.Tests.Platform;

public sealed class FunctionInventoryTests
{
    [Fact]
    public void Every_HTTP_function_of_the_app_has_its_roles_and_every_entry_its_function()
    {
        var access = new AccessTable();
        foreach (var entries in AppServices.All().Where(service => service.ServiceType == typeof(AccessEntries)))
            ((AccessEntries)entries.ImplementationInstance!).AddTo(access);

        Assert.Empty(FunctionInventory.Of(typeof(PlatformModule).Assembly).Faults(access, SomeLimits.Groups));
        Assert.Contains(nameof(GetReadiness), access.Functions);
    }

    [Fact]
    public void A_function_without_an_entry_and_an_entry_without_a_function_are_named()
    {
        var inventory = new FunctionInventory(new HashSet<string> { "Known", "Forgotten" });
        var access = new AccessTable().Allow("Known", Role.Admin).AllowAnonymous("Gone");
        var limits = new LimitTable().Put(RequestGroup.Heavy, "Known", "Lost");

        Assert.Equal(
            ["The function Forgotten has no entry in the access table.",
                "The access table names Gone, which is no HTTP function.",
                "The table of limits names Lost, which is no HTTP function."],
            inventory.Faults(access, limits));
    }

    [Fact]
    public void Functions_with_an_HTTP_trigger_are_found_and_others_are_not()
    {
        var found = FunctionInventory.Of(typeof(FunctionInventoryTests).Assembly).Http;

        Assert.Contains("SampleOverHttp", found);
        Assert.DoesNotContain("SampleByTimer", found);
    }

    public static class Sample
    {
        [Function("SampleOverHttp")]
        public static void OverHttp([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Assert.NotNull(request);

        [Function("SampleByTimer")]
        public static void ByTimer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => Assert.NotNull(timer);
    }
}
