using System.Diagnostics.Metrics;

namespace Billing.Platform.Telemetry;

/// <summary>
/// Everything that is counted and measured. A dimension is from a closed set, such as a service or a currency, and
/// never names an account, a person or a row.
/// </summary>
public static class Instruments
{
    public const string MeterName = "Billing";

    private static readonly Meter Meter = new(MeterName);

    private static readonly double[] AgeSeconds =
        [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 21_600, 86_400, 604_800, 3_024_000, 3_456_000];

    private static readonly double[] WorkSeconds =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] BatchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 4_000];

    public static Counter<long> UsageAccepted { get; } =
        Count("billing.usage.accepted", "event", "Events that ingest gave to the bus");

    /// <summary>Dimension: service.</summary>
    public static Counter<long> UsageRated { get; } =
        Count("billing.usage.rated", "event", "Events that were posted, as a line or by taking one back");

    public static Counter<long> UsageDuplicates { get; } =
        Count("billing.usage.duplicates", "event", "Events that were known already");

    /// <summary>Dimension: reason.</summary>
    public static Counter<long> UsageQuarantined { get; } =
        Count("billing.usage.quarantined", "event", "Events that were put aside");

    public static Histogram<double> UsageLag { get; } =
        Measure("billing.usage.lag", "s", "From the time of an event to its commit", AgeSeconds);

    /// <summary>Millionths of the major unit, rounded down per commit. Dimensions: currency, funding.</summary>
    public static Counter<long> UsageCharged { get; } = Count(
        "billing.usage.charged", "millionth", "Money charged for usage, in millionths of the currency's major unit");

    /// <summary>Dimensions: queue, reason.</summary>
    public static Counter<long> MessagesRejected { get; } =
        Count("billing.messages.rejected", "message", "Messages that the app gave to the dead letters");

    /// <summary>Dimension: queue.</summary>
    public static Counter<long> MessagesPostponed { get; } =
        Count("billing.messages.postponed", "message", "Messages given back to be delivered again");

    /// <summary>Dimension: outcome.</summary>
    public static Counter<long> LedgerCommits { get; } =
        Count("billing.ledger.commits", "commit", "Tries to commit to a ledger");

    public static Histogram<double> LedgerCommitDuration { get; } =
        Measure("billing.ledger.commit.duration", "s", "One try to commit, with all its sends", WorkSeconds);

    public static Histogram<long> LedgerCommitEvents { get; } = Meter.CreateHistogram(
        "billing.ledger.commit.events", "{event}", "Events in a commit of usage", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [.. BatchSizes.Select(size => (long)size)] });

    /// <summary>Dimension: cause.</summary>
    public static Counter<long> LedgerRetries { get; } =
        Count("billing.ledger.retries", "retry", "Tries of a commit after its first");

    /// <summary>Dimension: outcome.</summary>
    public static Counter<long> AuditAccounts { get; } =
        Count("billing.audit.accounts", "account", "Ledgers that were audited");

    /// <summary>Dimensions: gateway, operation, outcome.</summary>
    public static Histogram<double> GatewayCalls { get; } =
        Measure("billing.gateway.calls", "s", "Calls to payment gateways", WorkSeconds);

    /// <summary>Dimensions: gateway, outcome.</summary>
    public static Counter<long> GatewayNotices { get; } =
        Count("billing.gateway.notices", "notice", "Webhooks of payment gateways that arrived");

    /// <summary>Dimensions: gateway, outcome.</summary>
    public static Counter<long> PaymentsEnded { get; } =
        Count("billing.payments.ended", "payment", "Payments that came to an end");

    public static Counter<long> OutboxDelivered { get; } =
        Count("billing.outbox.delivered", "fact", "Facts of ledgers brought to the bus");

    public static Counter<long> OutboxSetAside { get; } =
        Count("billing.outbox.set_aside", "fact", "Facts of ledgers that can never be delivered");

    public static Counter<long> PlansMissed { get; } =
        Count("billing.plans.missed", "fact", "Facts of plans that the lifecycle missed and the sweep applied");

    public static Counter<long> PlansFailed { get; } =
        Count("billing.plans.failed", "plan", "Plans that could not be advanced");

    /// <summary>Dimensions: function, trigger.</summary>
    public static Counter<long> FunctionFailures { get; } =
        Count("billing.functions.failures", "invocation", "Invocations that threw, or whose answer could not be given");

    /// <summary>Dimension: group.</summary>
    public static Counter<long> RequestsLimited { get; } =
        Count("billing.requests.limited", "request", "Requests answered with 429 by the rate limit");

    private static Counter<long> Count(string name, string unit, string description) =>
        Meter.CreateCounter<long>(name, $"{{{unit}}}", description);

    private static Histogram<double> Measure(string name, string unit, string description, double[] bounds) =>
        Meter.CreateHistogram(
            name, unit, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
