using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.TopUps;

/// <summary>
/// Notices of Stripe's that must touch nothing, each with the answer that it gets; numbers are those of the list.
/// </summary>
internal static class StripeNoticeCases
{
    private static readonly byte[] NoBody = [];

    /// <summary>Case, what is sent, and the expected status.</summary>
    public static readonly (string Case, Func<StripeWorld, StripeSending> Make, int Expected)[] Refused =
    [
        ("31 no header", world => Good(world) with { Header = null }, 400),
        ("32 no form", world => Good(world) with { Header = "abc" }, 400),
        ("32 commas", world => Good(world) with { Header = ",," }, 400),
        ("32 empty time", world => Good(world) with { Header = "t=" }, 400),
        ("32 only v0", world => Signed(world, (body, time) => $"t={time},v0={Sign(body, time)}"), 400),
        ("33 another secret", world =>
            Signed(world, (body, time) => $"t={time},v1={StripeWorld.Sign(body, time, "whsec_other")}"), 400),
        ("33 one byte more", world => Good(world) with { Body = [.. Good(world).Body, (byte)'\n'] }, 400),
        ("33 capitals", world =>
            Signed(world, (body, time) => $"t={time},v1={Sign(body, time).ToUpperInvariant()}"), 400),
        ("34 six minutes old", world => Signed(world, (body, _) => At(body, -360)), 400),
        ("34 six minutes ahead", world => Signed(world, (body, _) => At(body, 360)), 400),
        ("36 not JSON", _ => Text("no json"), 400),
        ("36 empty", _ => Text(""), 400),
        ("36 a list", _ => Text("[]"), 400),
        ("37 time abc", world => Signed(world, (body, _) => $"t=abc,v1={Sign(body, "abc")}"), 400),
        ("37 time beyond counting", world =>
            Signed(world, (body, _) => $"t=99999999999,v1={Sign(body, "99999999999")}"), 400),
        ("38 unknown type", _ => Json(StripeWorld.Event("customer.created", new() { ["id"] = "cus_1" })), 200),
        ("39 another version", world => Changed(world, "api_version", "2025-09-30.clover"), 500),
        ("39 no version", world => Changed(world, "api_version", null), 500),
        ("40 real money", world => Changed(world, "livemode", true), 200),
        ("41 thin event", world => Changed(world, "object", "v2.core.event"), 200),
        ("47 no amount", world => Json(StripeWorld.Event(
            "checkout.session.completed", Without(world.PaidSession(), "amount_total"))), 200),
        ("47 unknown session", world => Json(StripeWorld.Event("checkout.session.completed", Unknown(world))), 200),
        ("52 unknown charge", world => Json(StripeWorld.Event("charge.dispute.created", Other(world))), 200),
        ("55 300 kB", _ => Text(new string(' ', 300 * 1024)), 413),
        ("56 GET", world => Good(world) with { Method = "GET" }, 405),
        ("56 PUT", world => Good(world) with { Method = "PUT" }, 405),
        ("56 a form", world => Good(world) with { Type = "application/x-www-form-urlencoded" }, 415),
        ("56 no content type", world => Good(world) with { Type = null }, 415),
    ];

    /// <summary>What finance finds of those that were signed.</summary>
    public static readonly (string Case, string Outcome)[] Kept =
    [
        ("38 unknown type", "Ignored"), ("40 real money", "Ignored"), ("41 thin event", "Ignored"),
        ("47 no amount", "Ignored"), ("47 unknown session", "Unmatched"), ("52 unknown charge", "Unmatched"),
    ];

    public static StripeSending Good(StripeWorld world) => Json(world.Completed());

    /// <summary>The paid event, with a header of another making.</summary>
    public static StripeSending Signed(StripeWorld world, Func<byte[], string, string> header)
    {
        var good = Good(world);
        return good with { Header = header(good.Body, StripeWorld.Now()) };
    }

    private static StripeSending Json(JsonObject sent) => Text(sent.ToJsonString()) with { Event = sent };

    private static StripeSending Text(string text)
    {
        var body = text.Length == 0 ? NoBody : Encoding.UTF8.GetBytes(text);
        return new(body, StripeWorld.Header(body));
    }

    private static StripeSending Changed(StripeWorld world, string name, JsonNode? value)
    {
        var sent = world.Completed();
        sent.Remove(name);
        if (value is not null) sent[name] = value;
        return Json(sent);
    }

    private static JsonObject Without(JsonObject about, string name)
    {
        about[name] = null;
        return about;
    }

    private static JsonObject Unknown(StripeWorld world)
    {
        var session = world.PaidSession();
        (session["id"], session["payment_intent"]) = ("cs_test_unheard", "pi_unheard");
        (session["client_reference_id"], session["metadata"]) = (null, new JsonObject());
        return session;
    }

    private static JsonObject Other(StripeWorld world)
    {
        var dispute = world.Dispute("needs_response");
        (dispute["id"], dispute["charge"], dispute["payment_intent"]) = ("du_unheard", "ch_unheard", "pi_unheard");
        return dispute;
    }

    private static string At(byte[] body, long offset)
    {
        var time = StripeWorld.Now(offset);
        return $"t={time},v1={Sign(body, time)}";
    }

    private static string Sign(byte[] body, string time) => StripeWorld.Sign(body, time);
}

/// <summary>One request to the webhook.</summary>
/// <param name="Header">Its signature; null for none.</param>
internal sealed record StripeSending(byte[] Body, string? Header)
{
    public string? Type { get; init; } = "application/json; charset=utf-8";

    public string Method { get; init; } = "POST";

    /// <summary>The event that it carries, where it carries one.</summary>
    public JsonObject? Event { get; init; }
}
