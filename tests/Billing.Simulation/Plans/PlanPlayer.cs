using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Plans;
using Billing.Platform;
using Billing.Simulation.Support;

namespace Billing.Simulation.Plans;

/// <summary>Plays a scenario step by step and holds the world to its expectations and to what is always true.</summary>
public sealed class PlanPlayer(PlanWorld world, IPlanDriver driver, PlayStyle style)
{
    private const int OfferDays = 14;

    private readonly PlanLooks _looks = new(world);
    private readonly Dictionary<string, JsonObject> _events = [];

    /// <returns>How it ended, all that must be the same whoever drove it.</returns>
    public async Task<string> Play()
    {
        foreach (var step in world.Scenario.Steps)
        {
            try
            {
                await Take(step);
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"{world.Scenario}, {step}: {wrong.Message}", wrong);
            }
        }
        await driver.PassUntil(world.Clock.GetUtcNow() + PlayStyle.Rest);
        if (world.Scenario.Steps is [.., var last]) await driver.Moved(last.Plan);
        await _looks.Check();
        return await world.Dump();
    }

    private async Task Take(ScenarioStep step)
    {
        await driver.PassUntil(step.At);
        await Do(step);
        await driver.Moved(step.Plan);
        if (style.IsTwice && step.Refusal is null && CanRepeat(step.Verb)) await Repeat(step);
        await _looks.Check();
    }

    private async Task Repeat(ScenarioStep step)
    {
        var before = await world.Dump();
        if (await Fact(step) is { } fact) await world.Apply(step.Plan, fact);
        else await Use(step);
        await world.Deliver(world.App);
        Assert.Equal(before, await world.Dump());
    }

    /// <summary>What is new each time it is said is left out: offers, wishes, and what expects.</summary>
    private static bool CanRepeat(string verb) =>
        verb is "confirm" or "decline" or "pause" or "cancel" or "pay" or "usage" or "batch" or "void" or "renew";

    private async Task Do(ScenarioStep step)
    {
        switch (step.Verb)
        {
            case "pass":
                break;
            case "expect":
                if (!style.IsLoose) await _looks.Expect(step);
                break;
            case "draft":
                await world.Draft(step.Plan, world.Terms.Read(world.Terms.Usual, [.. step.Words]));
                break;
            case "topup" or "voucher":
                var amount = world.Terms.Money(step.Words[0]);
                await world.Credit(now => step.Verb == "topup"
                    ? new MovementFact.TopUpCredited($"t{step.Line}", "vnpay", amount)
                    : new MovementFact.VoucherGranted($"v{step.Line}", "spring", amount, now, null, []));
                break;
            case "usage" or "batch" or "void":
                await Use(step);
                break;
            default:
                await Tell(step);
                break;
        }
        await world.Deliver(world.App);
    }

    private async Task Tell(ScenarioStep step)
    {
        var fact = await Fact(step) ?? throw new FormatException($"'{step.Verb}' is no verb");
        var outcome = await world.Apply(step.Plan, fact);
        var code = outcome.IsAccepted(out _, out var refusal) ? null : Problem.Code(refusal);
        if (!style.IsLoose) Assert.Equal(step.Refusal, code);
    }

    /// <returns>Null for a verb that is no fact of a plan.</returns>
    private async Task<PlanFact?> Fact(ScenarioStep step)
    {
        var words = step.Words;
        return step.Verb switch
        {
            "edit" => new PlanFact.Edited(await Terms(step, 0)),
            "send" => new PlanFact.Offered(OfferKind.Plan, null, Until(step), "sally"),
            "offer" => new PlanFact.Offered(Kind(words[0]), await Terms(step, 1), Until(step), "sally"),
            "confirm" => new PlanFact.Confirmed(await Version(step), "ann"),
            "decline" => new PlanFact.Declined(await Version(step), "ann"),
            "wish" => new PlanFact.Wished(words[0], "ann"),
            "renew" => new PlanFact.RenewalSet(words[0] == "yes", "ann"),
            "pause" => new PlanFact.Paused("ann"),
            "resume" => new PlanFact.Resumed("ann"),
            "cancel" => new PlanFact.Cancelled("asked", "ann"),
            "pay" => Paid(step),
            _ => null,
        };
    }

    /// <summary><c>pay 2 40.00</c> through a gateway, <c>pay 2 40.00 balance</c> from the top-up credit.</summary>
    private PlanFact.Paid Paid(ScenarioStep step) => new(
        int.Parse(step.Words[0], CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"p{step.Plan}{step.Line}"),
        step.Words.Contains("balance") ? null : "vnpay",
        world.Terms.Money(step.Words[1]));

    private async Task<PlanTerms> Terms(ScenarioStep step, int skip)
    {
        var words = step.Words.Skip(skip).TakeWhile(word => word != "until").ToArray();
        return world.Terms.Read((await world.Find(step.Plan)).Terms, words);
    }

    private DateTimeOffset Until(ScenarioStep step)
    {
        string[] words = [.. step.Words.SkipWhile(word => word != "until").Skip(1)];
        return words.Length == 0
            ? world.Clock.GetUtcNow().AddDays(OfferDays)
            : ScenarioText.Time(world.Scenario.Start, words).At;
    }

    private async Task<int> Version(ScenarioStep step)
    {
        if (step.Words.Count > 0) return int.Parse(step.Words[0], CultureInfo.InvariantCulture);
        var plan = await world.Find(step.Plan);
        return plan.Offer?.Version ?? plan.Confirmations.LastOrDefault()?.Version ?? plan.Version;
    }

    private static OfferKind Kind(string word) => word switch
    {
        "now" => OfferKind.ChangeNow,
        "end" => OfferKind.ChangeAtEnd,
        "renewal" => OfferKind.Renewal,
        _ => throw new FormatException($"'{word}' is no kind of offer"),
    };

    private async Task Use(ScenarioStep step)
    {
        JsonObject[] events = [.. Events(step)];
        if (events.Length == 0) return;
        var counts = await new AppStory(world.App).Use(PlanWorld.Account.Value, events);
        if (!style.IsLoose) Assert.Equal(0, counts.Quarantined);
    }

    /// <summary>
    /// <c>usage gpu 30</c>, of another time with <c>at day 11</c>; <c>batch gpu 30 ai 5</c> in one; <c>void one</c>
    /// takes back what was <c>usage gpu 30 as one</c>.
    /// </summary>
    private IEnumerable<JsonObject> Events(ScenarioStep step)
    {
        var words = step.Words;
        if (step.Verb == "void")
        {
            if (_events.TryGetValue(words[0], out var original))
                yield return AppStory.Correction(original, $"v{step.Line}", world.Clock.GetUtcNow());
            yield break;
        }
        string[] late = [.. words.SkipWhile(word => word != "at").Skip(1)];
        var time = late.Length > 0
            ? ScenarioText.Time(world.Scenario.Start, late).At
            : step.At;
        var name = words.SkipWhile(word => word != "as").Skip(1).FirstOrDefault("-");
        for (var i = 0; i + 1 < words.Count && words[i] is not ("at" or "as"); i += 2)
            yield return _events[name] = AppStory.Event(
                PlanWorld.Account.Value, $"e{step.Line}-{i / 2}", time, $"{words[i]}/{PlanWorld.Meter}", words[i + 1]);
    }
}
