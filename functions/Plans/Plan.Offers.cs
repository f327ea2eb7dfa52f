using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>From the draft to the customer's word, for the plan and for each change of it.</summary>
public sealed partial record Plan
{
    /// <summary>Until something is paid sales may write a plan that has not begun anew: then nothing is
    /// confirmed.</summary>
    private Outcome<PlanStep, PlanRefusal> Edit(PlanFact.Edited edit)
    {
        var isSame = PlanJson.AreSame(edit.Terms, Terms);
        if (edit.Version is { } edited && edited != Version && !(isSame && edited == Version - 1))
            return PlanRefusal.ChangedMeanwhile;
        if (IsOver || Term > 0) return PlanRefusal.WrongState;
        if (Instalments.Any(part => part.IsPaid)) return PlanRefusal.PaidAlready;
        if (edit.Terms.Total.Currency != Currency) return PlanRefusal.CurrencyDiffers;
        if (isSame) return new PlanStep(this);
        if (Version >= MaxVersions) return PlanRefusal.TooManyVersions;

        return new PlanStep(this with
        {
            Terms = edit.Terms, Version = Version + 1, Offer = null, Confirmations = [], Instalments = [],
        });
    }

    private Outcome<PlanStep, PlanRefusal> Send(PlanFact.Offered offered, PlanScene scene)
    {
        var terms = offered.Terms ?? Terms;
        if (offered.Kind == OfferKind.ChangeNow)
            terms = terms with { StartsAt = Terms.StartsAt, Duration = Terms.Duration };
        if (offered.Kind is OfferKind.ChangeAtEnd or OfferKind.Renewal) terms = terms with { StartsAt = null };
        if (offered.Kind == OfferKind.Plan ? Status is not (PlanStatus.Draft or PlanStatus.Sent) : !IsRunning)
            return PlanRefusal.WrongState;
        if (terms.Total.Currency != Currency) return PlanRefusal.CurrencyDiffers;
        if (offered.Until <= scene.At) return PlanRefusal.OfferExpired;
        if (offered.Kind != OfferKind.Plan && IsNextCovered) return PlanRefusal.Renewing;
        if (offered.Kind == OfferKind.ChangeNow && terms.Payment.Structure != Terms.Payment.Structure)
            return PlanRefusal.StructureDiffers;
        if (offered.Kind != OfferKind.Plan && Version >= MaxVersions) return PlanRefusal.TooManyVersions;

        var version = offered.Kind == OfferKind.Plan ? Version : Version + 1;
        if (Offer is { Kind: OfferKind.Plan } stands && stands.Version == version && stands.Until == offered.Until)
            return new PlanStep(this);
        var offer = new PlanOffer(version, offered.Kind, terms, scene.At, offered.Until, offered.By);
        return new PlanStep(this with { Offer = offer, Version = version }).Tell(
            PlanTold.Offered, scene.At, ("version", version), ("kind", offered.Kind), ("until", offered.Until));
    }

    private Outcome<PlanStep, PlanRefusal> Confirm(PlanFact.Confirmed yes, PlanScene scene)
    {
        if (Offer is not { } offer)
            return Confirmations.Any(it => it.Version == yes.Version) ? new PlanStep(this) : PlanRefusal.NothingOffered;
        if (offer.Version != yes.Version) return PlanRefusal.OfferChanged;
        if (scene.At >= offer.Until) return PlanRefusal.OfferExpired;

        var confirmed = this with
        {
            Offer = null, Confirmations = Confirmations.Add(new(offer.Version, offer.Kind, yes.By, scene.At)),
        };
        var agreed = offer.Kind switch
        {
            OfferKind.Plan => confirmed.Agree(offer.Terms, scene),
            OfferKind.ChangeNow => confirmed.AgreeChange(offer.Terms, scene),
            _ => confirmed.AgreeNext(offer.Terms, scene),
        };
        if (!agreed.IsAccepted(out var step, out var refusal)) return refusal;
        return step.Tell(PlanTold.Confirmed, scene.At, ("version", offer.Version), ("kind", offer.Kind));
    }

    private Outcome<PlanStep, PlanRefusal> Decline(PlanFact.Declined no, PlanScene scene)
    {
        if (End is { Status: PlanStatus.Declined } && no.Version == Version) return new PlanStep(this);
        if (Offer is not { } offer) return PlanRefusal.NothingOffered;
        if (offer.Version != no.Version) return PlanRefusal.OfferChanged;

        return offer.Kind == OfferKind.Plan
            ? Ended(PlanStatus.Declined, "declined", scene)
            : new PlanStep(this with { Offer = null }).Tell(
                PlanTold.Declined, scene.At, ("version", offer.Version), ("kind", offer.Kind));
    }

    private Outcome<PlanStep, PlanRefusal> LapseOffer(PlanScene scene)
    {
        if (Offer is not { } offer || scene.At < offer.Until) return PlanRefusal.NothingOffered;

        return offer.Kind == OfferKind.Plan
            ? Ended(PlanStatus.OfferExpired, "offer_expired", scene)
            : new PlanStep(this with { Offer = null }).Tell(
                PlanTold.OfferLapsed, scene.At, ("version", offer.Version), ("kind", offer.Kind));
    }

    /// <summary>The customer's own words go; that something was wished, when and by whom, stays.</summary>
    public Plan WithoutWords() =>
        this with { Wishes = [.. Wishes.Select(wish => wish with { Text = ErasedText.Word })] };

    private Outcome<PlanStep, PlanRefusal> Wish(PlanFact.Wished wish, PlanScene scene)
    {
        if (IsOver || Confirmations.IsEmpty) return PlanRefusal.WrongState;

        var kept = Wishes.Length < MaxWishes ? Wishes : Wishes.RemoveAt(0);
        return new PlanStep(this with { Wishes = kept.Add(new(wish.Text, wish.By, scene.At)) }).Tell(
            PlanTold.Wished, scene.At, ("text", wish.Text));
    }

    /// <summary>Agrees to the first term: its instalments, and its beginning where nothing is due.</summary>
    private Outcome<PlanStep, PlanRefusal> Agree(PlanTerms terms, PlanScene scene)
    {
        if (!scene.HasRoom(terms.Between(scene.At, terms.Duration.End(scene.At, TimeZone))))
            return PlanRefusal.NoRoom;

        var step = (this with { Terms = terms }).Ask(
            terms, 1, scene.At, scene.At, scene.At.AddDays(terms.Payment.DueDays));
        return step.Then(plan => plan.BeginIfReady(scene));
    }

    private Outcome<PlanStep, PlanRefusal> AgreeNext(PlanTerms terms, PlanScene scene)
    {
        if (!IsRunning) return PlanRefusal.WrongState;
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (Instalments.Any(part => part.Term > Term && part.IsPaid)) return PlanRefusal.PaidAlready;

        return WithNext(terms, scene);
    }

    private PlanStep WithNext(PlanTerms terms, PlanScene scene)
    {
        var bare = this with { Instalments = [.. Instalments.Where(part => part.Term <= Term)] };
        var due = PrepareAt is { } ready && ready > scene.At ? ready : scene.At.AddDays(terms.Payment.DueDays);
        var asked = bare.Ask(terms, Term + 1, scene.At, due, due);
        var first = asked.Plan.Instalments.FirstOrDefault(part => part.Term == Term + 1)?.Number;
        return asked with { Plan = asked.Plan with { Next = new(terms, first) } };
    }

    /// <summary>No renewal, or again; one that sales must agree to is a wish.</summary>
    private Outcome<PlanStep, PlanRefusal> SetRenewal(PlanFact.RenewalSet set, PlanScene scene)
    {
        if (!IsRunning) return PlanRefusal.WrongState;
        if (IsNextCovered) return PlanRefusal.Renewing;
        if (!set.IsWanted)
        {
            if (Instalments.Any(part => part.Term > Term && part.IsPaid)) return PlanRefusal.PaidAlready;
            return new PlanStep(this with
            {
                Next = null, IsRenewalUnwanted = true,
                Instalments = [.. Instalments.Where(part => part.Term <= Term)],
            });
        }

        var wanted = this with { IsRenewalUnwanted = false };
        if (Next is not null) return new PlanStep(wanted);
        return Terms.Renewal.Kind == RenewalKind.Automatic
            ? wanted.IsRenewalOpen ? wanted.WithNext(Terms, scene) : new PlanStep(wanted)
            : wanted.Wish(new("renewal", set.By), scene);
    }
}
