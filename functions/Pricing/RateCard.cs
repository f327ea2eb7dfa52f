using System.Collections.Immutable;
using Billing.Platform;

namespace Billing.Pricing;

/// <summary>Why terms cannot become the next version of a rate card.</summary>
public enum PublishRefusal
{
    InThePast = 1,
    NotAfterLast = 2,
    OtherTerms = 3,
    TooManyVersions = 4,
    TooSoon = 5,
}

/// <summary>
/// All prices of one meter in one currency over time. Versions are only ever added, so no rated use changes.
/// </summary>
/// <param name="Versions">By number, and so by valid-from.</param>
public sealed record RateCard(RateCardId Id, ImmutableArray<PriceVersion> Versions)
{
    public const int MaxVersions = 500;

    /// <summary>
    /// How long before its start a later version is published: so that whoever rates knows it before any event of its
    /// time can be rated, whatever the clocks of both say; see <see cref="PriceBook.IsCompleteFor"/>.
    /// </summary>
    public static readonly TimeSpan MinNotice = TimeSpan.FromMinutes(30);

    public static RateCard Empty(RateCardId id) => new(id, []);

    /// <summary>The version for an event: the latest that was valid at its time.</summary>
    public PriceVersion? At(DateTimeOffset eventTime)
    {
        for (var i = Versions.Length - 1; i >= 0; i--)
            if (Versions[i].Terms.ValidFrom <= eventTime) return Versions[i];
        return null;
    }

    /// <summary>
    /// The first version may start at any time, because nothing can have been rated without it; a later one only after
    /// the notice.
    /// Asking again with the same terms is the same version, not another one.
    /// </summary>
    public Outcome<PriceVersion, PublishRefusal> Publish(PriceTerms terms, DateTimeOffset now)
    {
        if (Versions.FirstOrDefault(v => v.Terms.ValidFrom == terms.ValidFrom) is { } same)
            return PriceTermsJson.AreSame(same.Terms, terms) ? same : PublishRefusal.OtherTerms;
        if (Versions.Length >= MaxVersions) return PublishRefusal.TooManyVersions;
        if (Versions.Length > 0 && terms.ValidFrom < now) return PublishRefusal.InThePast;
        if (Versions.Length > 0 && terms.ValidFrom < now + MinNotice) return PublishRefusal.TooSoon;
        if (Versions.Length > 0 && terms.ValidFrom <= Versions[^1].Terms.ValidFrom) return PublishRefusal.NotAfterLast;

        return new PriceVersion(Id, Versions.Length + 1, now, terms);
    }

    /// <summary>
    /// True if the version is in the card already, as it is when the same terms are published again.
    /// </summary>
    public bool Has(PriceVersion version) => version.Number <= Versions.Length;
}
