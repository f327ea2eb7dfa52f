using System.Text;
using System.Text.Json.Nodes;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>Writes a body with one of its places spoilt: as text, for what is written is often no JSON.</summary>
internal static class OddJson
{
    private enum Spoil
    {
        Replace,
        LeaveOut,
        Twice,
        Rename,
        Beside,
    }

    /// <summary>The same body, but for a place or two.</summary>
    public static string Of(JsonNode? body, Dice dice)
    {
        var written = new StringBuilder();
        Write(body, dice.Below(Places(body)), (Spoil)dice.Below(5), dice, written);
        return written.ToString();
    }

    /// <summary>Every value is a place, the whole is the first.</summary>
    private static int Places(JsonNode? node) => 1 + (node switch
    {
        JsonObject members => members.Sum(member => Places(member.Value)),
        JsonArray items => items.Sum(Places),
        _ => 0,
    });

    private static int Write(JsonNode? node, int place, Spoil spoil, Dice dice, StringBuilder to)
    {
        if (place == 0)
        {
            to.Append(dice.Of(Odd.JsonValues));
            return Places(node);
        }

        if (node is JsonObject members) WriteMembers(members, place, spoil, dice, to);
        else if (node is JsonArray items) WriteItems(items, place, spoil, dice, to);
        else to.Append(node?.ToJsonString() ?? "null");
        return Places(node);
    }

    private static void WriteMembers(JsonObject members, int place, Spoil spoil, Dice dice, StringBuilder to)
    {
        var (next, comma) = (1, "");
        to.Append('{');
        foreach (var (name, value) in members)
        {
            var isHere = next == place;
            if (isHere && spoil == Spoil.LeaveOut)
            {
                next += Places(value);
                continue;
            }

            to.Append(comma).Append('"').Append(isHere && spoil == Spoil.Rename ? dice.Of(Names(name)) : name);
            to.Append("\":");
            comma = ",";
            var target = isHere && spoil != Spoil.Replace ? -1 : place - next;
            next += Write(value, target, spoil, dice, to);
            if (isHere && spoil == Spoil.Twice) to.Append($",\"{name}\":{dice.Of(Odd.JsonValues)}");
            if (isHere && spoil == Spoil.Beside) to.Append($",\"surprise\":{dice.Of(Odd.JsonValues)}");
        }

        to.Append('}');
    }

    private static void WriteItems(JsonArray items, int place, Spoil spoil, Dice dice, StringBuilder to)
    {
        var (next, comma) = (1, "");
        to.Append('[');
        foreach (var item in items)
        {
            to.Append(comma);
            comma = ",";
            var isHere = next == place;
            var times = isHere && spoil == Spoil.Twice ? 1 + dice.Below(1_200) : 1;
            for (var time = 1; time < times; time++) to.Append(item?.ToJsonString() ?? "null").Append(',');
            next += Write(item, place - next, spoil, dice, to);
        }

        to.Append(']');
    }

    private static string[] Names(string name) =>
        [name.ToUpperInvariant(), $"{name} ", "", "__proto__", "\\u0000", $"{name}\\u0000", new('n', 3_000), "$type"];
}
