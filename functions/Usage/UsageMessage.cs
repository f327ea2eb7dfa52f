using Billing.Ledger;

namespace Billing.Usage;

/// <summary>
/// Events of one lane as one message: its body is a CloudEvents batch, as a producer may put it on the queue
/// itself.
/// </summary>
public sealed record UsageMessage(string Lane, byte[] Body)
{
    public const int MinBytes = UsageBatch.MaxEventBytes + 2;

    /// <summary>
    /// Packs events into as few messages as their lanes and the size allow; an account's events keep their order.
    /// </summary>
    /// <param name="maxBytes">At least <see cref="MinBytes"/>.</param>
    public static IReadOnlyList<UsageMessage> Pack(IEnumerable<ReportedEvent> events, int maxBytes)
    {
        var lanes = new Dictionary<AccountId, string>();
        var messages = new List<UsageMessage>();
        foreach (var lane in events.GroupBy(it => LaneOf(it.Account)).OrderBy(lane => lane.Key, StringComparer.Ordinal))
        {
            var body = new MemoryStream();
            foreach (var it in lane)
            {
                if (body.Length > 0 && body.Length + it.Json.Length + 2 > maxBytes) Close(lane.Key, body);
                body.WriteByte((byte)(body.Length == 0 ? '[' : ','));
                body.Write(it.Json.Span);
            }
            Close(lane.Key, body);
        }
        return messages;

        string LaneOf(AccountId account) =>
            lanes.TryGetValue(account, out var lane) ? lane : lanes[account] = Usage.Lane.Of(account);

        void Close(string lane, MemoryStream body)
        {
            body.WriteByte((byte)']');
            messages.Add(new(lane, body.ToArray()));
            body.SetLength(0);
        }
    }
}
