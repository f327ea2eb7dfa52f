using System.Text.Json.Nodes;
using Billing.Ledger;

namespace Billing.TopUps.Inbox;

/// <summary>
/// Tells finance of a notice that no account can be told of: a fact in the ledger of what is not identified, once for
/// each notice.
/// </summary>
public sealed class PaymentAlerts(LedgerDesk desk, LedgerTable ledger, TimeProvider clock)
{
    public const string Unmatched = "payment-notice-unmatched";
    public const string NeedsReview = "payment-notice-needs-review";
    public const string Ignored = "payment-notice-ignored";

    private const string AlertKey = "alert";

    /// <param name="reason">A stable code.</param>
    public Task<bool> Raise(string kind, StoredNotice notice, string reason, CancellationToken stop) =>
        desk.Decide(AccountId.Unidentified, async (_, again) =>
        {
            var once = $"{kind}:{notice.Key}";
            if (await ledger.FindOnce(AccountId.Unidentified, AlertKey, once, again) is not null)
                return new Decision<bool>(false);

            var now = clock.GetUtcNow();
            var body = new JsonObject
            {
                ["at"] = MovementJson.Time(now),
                ["gateway"] = notice.Key.Method.Value,
                ["notice"] = notice.Key.ToString(),
                ["type"] = notice.Type,
                ["reason"] = reason,
                ["topUpId"] = notice.TopUp?.Value,
            };
            return new Decision<bool>(true, new LedgerEntry(now)
            {
                Outbox = [new(kind, body.ToJsonString())],
                Once = [new(AlertKey, once, "", reason)],
            });
        }, stop);
}
