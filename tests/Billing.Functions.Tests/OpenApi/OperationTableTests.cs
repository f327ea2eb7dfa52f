using Billing.Functions.Tests.Support;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.Functions.Tests.OpenApi;

public sealed class OperationTableTests
{
    [Fact]
    public void Each_description_has_its_function() =>
        Assert.Empty(SomeApi.Operations.Functions.Except(SomeApi.Functions.Select(it => it.Name)).Order());

    [Fact]
    public void A_function_is_described_once()
    {
        var operations = new OperationTable().Add("A", _ => { });

        Assert.Throws<InvariantException>(() => operations.Add("A", _ => { }));
    }
}
