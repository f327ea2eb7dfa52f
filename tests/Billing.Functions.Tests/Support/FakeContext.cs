using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Functions.Tests.Support;

/// <summary>One invocation of one function; an HTTP one when it is given a request.</summary>
public sealed class FakeContext(string function, IServiceProvider services, HttpContext? http) : FunctionContext
{
    public override string InvocationId => "invocation";
    public override string FunctionId => function;
    public override IServiceProvider InstanceServices { get; set; } = services;
    public override FunctionDefinition FunctionDefinition { get; } = new Definition(function);
    public override BindingContext BindingContext => throw new NotSupportedException();

    // The key under which the official worker keeps the request of an HTTP function.
    public override IDictionary<object, object> Items { get; set; } =
        http is null ? [] : new Dictionary<object, object> { ["HttpRequestContext"] = http };

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override string PathToAssembly => "";
        public override string EntryPoint => name;
        public override string Id => name;
        public override string Name => name;
    }
}
