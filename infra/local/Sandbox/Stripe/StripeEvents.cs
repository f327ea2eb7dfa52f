using System.Text.Json.Nodes;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>Makes events of what happened, and lists them as the API does.</summary>
internal sealed class StripeEvents(StripeBook book, TimeProvider clock)
{
    public const string ApiVersion = "2026-10-28.endive";

    private const int UsualLimit = 10;
    private const int MostLimit = 100;

    /// <summary>Writes an event down; the notices then send it as the plan says.</summary>
    public StripeEvent Tell(string type, StripeEntry about, StripeNoticePlan plan)
    {
        var id = StripeBook.NewId("evt_");
        var body = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = ApiVersion,
            ["created"] = book.Now,
            ["data"] = new JsonObject { ["object"] = about.Show() },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };
        var wait = plan == StripeNoticePlan.AtOnce ? TimeSpan.Zero : book.NoticeInterval;
        var made = new StripeEvent(id, book.NextNumber(), type, book.Now, body, plan)
        {
            IsEnded = plan.Drop,
            Next = clock.GetUtcNow() + wait + TimeSpan.FromMilliseconds(plan.DelayMilliseconds),
        };
        book.Keep(made);
        book.Note($"{type} {about.Id} is {id}");
        return made;
    }

    /// <summary>Newest first, filtered by types, time and what became of the notice.</summary>
    public StripeAnswer List(StripeForm form)
    {
        var types = form.List("types");
        var limit = (int)Math.Clamp(form.Number("limit") ?? UsualLimit, 1, MostLimit);
        var after = form["starting_after"] is { } id ? book.Find<StripeEvent>(id)?.Number ?? 0 : long.MaxValue;
        var found = book.All<StripeEvent>()
            .Where(known => types.Count == 0 || types.Contains(known.Type))
            .Where(known => form["type"] is not { } type || type == known.Type)
            .Where(known => known.Created >= (form.Number("created[gte]") ?? 0))
            .Where(known => known.Created < (form.Number("created[lt]") ?? long.MaxValue))
            .Where(known => form["delivery_success"] != (known.IsDelivered ? "false" : "true"))
            .Where(known => known.Number < after)
            .OrderByDescending(known => known.Number)
            .Take(limit + 1)
            .ToArray();
        return StripeAnswer.Of(new JsonObject
        {
            ["object"] = "list",
            ["url"] = "/v1/events",
            ["has_more"] = found.Length > limit,
            ["data"] = new JsonArray([.. found.Take(limit).Select(known => known.Body.DeepClone())]),
        });
    }
}
