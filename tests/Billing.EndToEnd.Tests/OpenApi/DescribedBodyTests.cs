using System.Text.Json.Nodes;
using Billing.OpenApi;
using Billing.Platform;

namespace Billing.EndToEnd.Tests.OpenApi;

/// <summary>What is said of bodies and queries is what the running app does with them.</summary>
public sealed class DescribedBodyTests(DescribedHost host) : IClassFixture<DescribedHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_object_lacks_exactly_the_members_that_are_said_to_be_required()
    {
        var wrong = new List<string>();
        foreach (var (function, operation, role) in DescribedHost.Senders)
            foreach (var place in Place.Objects(operation.Sent!))
            {
                var probed = await host.Send(function, role, place.Body(new JsonObject()), Stop);
                var lacking = probed.Faults
                    .Where(fault => fault.EndsWith(":required", StringComparison.Ordinal) && place.Holds(fault))
                    .Select(fault => fault[place.Path.Length..fault.LastIndexOf(':')])
                    .Except(place.Fields.All.Where(field => field.IsConditional).Select(field => field.Name));
                var required = place.Fields.All.Where(field => field.IsRequired).Select(field => field.Name);
                if (!place.IsReadFor(probed)) continue;
                if (!lacking.Order().SequenceEqual(required.Order()))
                    wrong.Add($"{function.Name} as {role} at '{place.Path}': {probed.Text}");
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Each_member_alone_is_known_and_any_other_is_not()
    {
        var wrong = new List<string>();
        foreach (var (function, operation, role) in DescribedHost.Senders)
            foreach (var place in Place.Objects(operation.Sent!))
            {
                foreach (var field in place.Fields.All.Where(field => !field.IsConditional))
                {
                    var alone = new JsonObject { [field.Name] = field.Sample.DeepClone() };
                    var probed = await host.Send(function, role, place.Body(alone), Stop);
                    if (place.IsReadFor(probed) && probed.Faults.Contains($"{place.Path}{field.Name}:unknown_member"))
                        wrong.Add($"{function.Name} as {role}: {place.Path}{field.Name} is unknown");
                }

                var surprised = await host.Send(function, role, place.Body(new JsonObject { ["surprise"] = 1 }), Stop);
                if (place.IsReadFor(surprised) && !surprised.Faults.Contains($"{place.Path}surprise:unknown_member"))
                    wrong.Add($"{function.Name} as {role}: {place.Path}surprise is taken: {surprised.Text}");
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_example_is_made_of_known_members_alone()
    {
        var wrong = new List<string>();
        foreach (var same in DescribedHost.Senders.GroupBy(it => it.Function))
            foreach (var example in same.First().Operation.Examples)
            {
                var answers = new List<Probed>();
                foreach (var (function, _, role) in same) answers.Add(await host.Send(function, role, example, Stop));
                if (answers.TrueForAll(it => it.Faults.Any(IsOfForm)))
                    wrong.Add($"{same.Key.Name}: {example.ToJsonString()}: {answers[0].Text}");
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        static bool IsOfForm(string fault) =>
            (string[])["unknown_member", "type", "invalid", "too_long", "out_of_range"] is var codes
            && codes.Contains(fault[(fault.LastIndexOf(':') + 1)..]);
    }

    [Fact]
    public async Task What_is_longer_or_larger_than_said_is_refused()
    {
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var (function, operation, role) in DescribedHost.Senders)
            foreach (var place in Place.Objects(operation.Sent!))
                foreach (var (field, value, code) in place.Excesses())
                {
                    var probed = await host.Send(
                        function, role, place.Body(new JsonObject { [field.Name] = value }), Stop);
                    if (!place.IsReadFor(probed)) continue;
                    tried++;
                    if (!probed.Faults.Contains($"{place.Path}{field.Name}:{code}"))
                        wrong.Add($"{function.Name} as {role}: {place.Path}{field.Name} is not {code}: {probed.Text}");
                }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 50, $"{tried} were tried");
    }

    [Fact]
    public async Task Every_query_parameter_is_read()
    {
        var wrong = new List<string>();
        foreach (var function in Functions.Tests.Support.SomeApi.Functions)
        {
            if (Functions.Tests.Support.SomeApi.Operations[function.Name].Asked is not { } asked) continue;
            var roles = Functions.Tests.Support.SomeApi.Access.RolesOf(function.Name);
            foreach (var field in asked.All.Where(field => field.Name != Fields.Cursor))
            {
                var probed = await host.Ask(
                    function, roles.Count == 0 ? null : roles.First(), $"?{field.Name}=%01", Stop);
                if (!probed.Faults.Any(fault => fault.StartsWith($"{field.Name}:", StringComparison.Ordinal)))
                    wrong.Add($"{function.Name}: {field.Name}: {probed.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
