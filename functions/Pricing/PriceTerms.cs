using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Pricing;

/// <summary>A price for uses with these dimensions.</summary>
/// <param name="When">What a use must have; nothing asked matches every use.</param>
public sealed record PriceOption(Dimensions When, PriceModel Model);

/// <summary>Everything that a version of a rate card promises, from a moment on.</summary>
/// <param name="ValidFrom">Events at or after this instant are priced by it, until the next version's.</param>
/// <param name="Description">The words of the credit history; {quantity} stands for what was reported.</param>
public sealed record PriceTerms(
    DateTimeOffset ValidFrom,
    string Description,
    MeterRule Rule,
    ImmutableArray<PriceOption> Options)
{
    public const int MaxOptions = 50;
    public const int MaxDescription = 200;

    /// <summary>Characters of the terms written as JSON: what one column can hold.</summary>
    public const int MaxTextLength = 30_000;

    public const string QuantityPlaceholder = "{quantity}";

    /// <summary>In which states a use is billed; null bills it in all of them.</summary>
    public StateFilter? States { get; init; }

    /// <summary>The price whose conditions are all met; of several, the one that asks for most.</summary>
    public PriceModel? For(Dimensions dimensions)
    {
        PriceOption? best = null;
        foreach (var option in Options)
            if (dimensions.Satisfy(option.When) && (best is null || option.When.Count > best.When.Count)) best = option;
        return best?.Model;
    }

    /// <summary>
    /// The positions of two prices that would match the same use equally well; null when there are none.
    /// </summary>
    public (int First, int Second)? Tie()
    {
        for (var i = 0; i < Options.Length; i++)
            for (var j = i + 1; j < Options.Length; j++)
                if (AreTied(Options[i].When, Options[j].When)) return (i, j);
        return null;
    }

    /// <summary>
    /// Packages already have a least charge: a minimum on top would charge for a package that is paid.
    /// </summary>
    public bool HasMinimumOnPackages =>
        Rule.MinimumCharge is not null && Options.Any(option => option.Model is PriceModel.Package);

    /// <summary>A price that the caller names is not raised afterwards.</summary>
    public bool HasMinimumOnCallerPrices =>
        Rule.MinimumCharge is not null && Options.Any(option => option.Model is PriceModel.CallerPriced);

    /// <summary>The only placeholder is {quantity}.</summary>
    public static bool IsTemplate(string description) =>
        description.Replace(QuantityPlaceholder, "", StringComparison.Ordinal).AsSpan().IndexOfAny('{', '}') < 0;

    private static bool AreTied(Dimensions a, Dimensions b) =>
        a.Count == b.Count && a.Pairs.All(pair => b.Value(pair.Name) is not { } other || other == pair.Value);
}
