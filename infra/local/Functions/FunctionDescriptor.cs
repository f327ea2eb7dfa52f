using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Functions;

/// <summary>One function as found in the app: its method, its trigger and where its arguments come from.</summary>
internal sealed class FunctionDescriptor : FunctionDefinition
{
    public required MethodInfo Method { get; init; }

    public required Attribute Trigger { get; init; }

    public required IReadOnlyList<ArgumentSource> Arguments { get; init; }

    public override string Name => Method.GetCustomAttribute<FunctionAttribute>()!.Name;

    public override string Id => Name;

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override string PathToAssembly => Method.DeclaringType!.Assembly.Location;
}

/// <summary>Takes one argument out of an invocation.</summary>
internal delegate object? ArgumentSource(Invocation invocation);
