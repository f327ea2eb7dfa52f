using System.Collections.Immutable;

namespace Billing.TopUps.Inbox;

/// <summary>What a verified notice of a gateway says: about which payment, and what.</summary>
/// <param name="Id">The gateway's id of the notice: it is kept once.</param>
/// <param name="At">As the gateway dates it; the same whenever the notice is repeated.</param>
public sealed record PaymentNews(string Id, string Type, DateTimeOffset At)
{
    public const int MaxIdLength = 200;

    /// <summary>Our own id, where the notice carries it.</summary>
    public TopUpId? Reference { get; init; }

    /// <summary>The gateway's id of what we began; it must be the one that the top-up knows.</summary>
    public string? Order { get; init; }

    /// <summary>Further ids by which the payment may be known, such as that of its capture.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Null when nothing follows from it.</summary>
    public PaymentResult? Result { get; init; }

    /// <summary>It only says that something happened: what, the gateway says when asked.</summary>
    public bool MustAsk { get; init; }

    /// <summary>Why nothing follows.</summary>
    public string? Ignored { get; init; }

    /// <summary>Finance must learn of it although nothing follows.</summary>
    public bool Alerts { get; init; }
}
