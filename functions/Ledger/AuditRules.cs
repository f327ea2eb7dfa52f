using Billing.Platform;

namespace Billing.Ledger;

/// <summary>The ledger's rules in the words of an audit.</summary>
internal static class AuditRules
{
    public const string NoIdTwice = "I1 no event id twice on the same or an adjacent day";
    public const string HeadIsFold = "I4 the head is what all rows add up to";
    public const string Chained = "I5 the chain links every commit, without a gap";
    public const string Unchanged = "I11 rows never change, vanish or come from nowhere";
    public const string Priced = "I9 a line is charged at the price that was valid at its time";
    public const string Returned = "I7 what is given back was paid, and is given back once";
    public const string CreditedOnce = "I12 a cause credits once";
    public const string Balanced = "I10 a movement's postings are its fact's and sum to zero";
    public const string Sums = "I3 a segment's sums are its lines'";
    public const string Raised = "I4 the facts that a commit raises follow from its rows";
    public const string Readable = "I11 a row reads as what it is";

    /// <summary>A rule that was found broken at the row that is looked at.</summary>
    public static void Require(bool holds, string rule, string detail)
    {
        if (!holds) throw new BrokenRuleException(rule, detail);
    }

    /// <summary>What an exception says about the row that raised it.</summary>
    public static AuditFinding Finding(string row, Exception fault) => fault switch
    {
        BrokenRuleException broken => new(row, broken.Rule, broken.Message),
        InvariantException broken => new(row, broken.Message.Split(" [")[0], broken.Message),
        _ => new(row, Readable, fault.Message),
    };

    public static bool IsFinding(Exception fault) =>
        fault is BrokenRuleException or InvariantException or LedgerFormatException or OverflowException
            or FormatException;
}

/// <summary>A stored row breaks a rule of the ledger.</summary>
internal sealed class BrokenRuleException(string rule, string detail) : Exception(detail)
{
    public string Rule => rule;
}
