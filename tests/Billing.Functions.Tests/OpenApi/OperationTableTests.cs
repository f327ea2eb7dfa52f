using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed class OperationTableTests
{
    [Fact]
    public void Each_function_that_HTTP_reaches_has_one_description_and_each_description_its_function()
    {
        var functions = SomeApi.Functions.Select(function => function.Name).ToList();

        Assert.Empty(functions.Except(SomeApi.Operations.Functions).Order());
        Assert.Empty(SomeApi.Operations.Functions.Except(functions).Order());
    }

    [Fact]
    public void A_function_is_described_once()
    {
        var operations = new OperationTable().Add("A", _ => { });

        Assert.Throws<InvariantException>(() => operations.Add("A", _ => { }));
    }
}
