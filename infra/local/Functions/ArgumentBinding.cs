using System.ComponentModel;
using System.Reflection;
using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Durable;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Functions;

/// <summary>Says for each parameter of a function where its argument comes from.</summary>
internal static class ArgumentBinding
{
    public static IReadOnlyList<ArgumentSource> Of(MethodInfo method, ParameterInfo trigger, Attribute attribute) =>
        [.. method.GetParameters().Select(parameter =>
            parameter.Position == trigger.Position
                ? FromTrigger(parameter, attribute)
                : FromInvocation(parameter, attribute))];

    private static ArgumentSource FromTrigger(ParameterInfo parameter, Attribute attribute)
    {
        var type = parameter.ParameterType;
        if (attribute is ActivityTriggerAttribute)
            return invocation => Payload.Read(((ActivityInput)invocation.Trigger).Json, type);

        var expected = attribute switch
        {
            HttpTriggerAttribute => typeof(HttpRequest),
            TimerTriggerAttribute => typeof(TimerInfo),
            OrchestrationTriggerAttribute => typeof(TaskOrchestrationContext),
            ServiceBusTriggerAttribute { IsBatched: true } => typeof(ServiceBusReceivedMessage[]),
            _ => typeof(ServiceBusReceivedMessage),
        };
        if (type == expected) return invocation => invocation.Trigger;

        throw Unbound(parameter, $"its trigger delivers {expected.Name}");
    }

    private static ArgumentSource FromInvocation(ParameterInfo parameter, Attribute attribute)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext)) return invocation => invocation;
        if (type == typeof(CancellationToken)) return invocation => invocation.CancellationToken;
        if (type == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute))) return Client;
        if (attribute is HttpTriggerAttribute http) return FromRoute(parameter, http);
        if (attribute is ServiceBusTriggerAttribute bus)
        {
            if (type == typeof(ServiceBusMessageActions)) return invocation => invocation.MessageActions;
            if (type == typeof(ServiceBusSessionMessageActions) && bus.IsSessionsEnabled)
                return invocation => invocation.SessionActions;
        }

        throw Unbound(parameter, "nothing delivers that type");
    }

    private static object Client(Invocation invocation) =>
        invocation.DurableClient ?? invocation.InstanceServices.GetRequiredService<DurableEngine>().Client;

    private static ArgumentSource FromRoute(ParameterInfo parameter, HttpTriggerAttribute http)
    {
        var name = parameter.Name!;
        var names = RoutePatternFactory.Parse(http.Route ?? string.Empty).Parameters.Select(part => part.Name);
        if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw Unbound(parameter, $"the route '{http.Route}' has no value of that name");
        if (parameter.ParameterType == typeof(string)) return invocation => Value(invocation, name)?.ToString();

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var converter = TypeDescriptor.GetConverter(type);
        if (!type.IsValueType || !converter.CanConvertFrom(typeof(string)))
            throw Unbound(parameter, "a route value is a string or a simple type");

        return invocation => Value(invocation, name)?.ToString() is { } text
            ? Convert(converter, text, name)
            : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    private static object? Value(Invocation invocation, string name) => invocation.Values.GetValueOrDefault(name);

    private static object? Convert(TypeConverter converter, string text, string name)
    {
        try
        {
            return converter.ConvertFromInvariantString(text);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or NotSupportedException)
        {
            throw new BadHttpRequestException($"The route value '{name}' cannot be read.", unreadable);
        }
    }

    private static StartupRefusedException Unbound(ParameterInfo parameter, string why) =>
        new($"The parameter '{parameter.ParameterType.Name} {parameter.Name}' of "
            + $"{parameter.Member.DeclaringType!.FullName}.{parameter.Member.Name} cannot be bound: {why}.");
}
