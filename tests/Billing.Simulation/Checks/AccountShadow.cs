using System.Security.Cryptography;
using Billing.History;
using Billing.Ledger;
using Billing.Simulation.Storage;
using Billing.Simulation.World;
using static Billing.Simulation.Support.Answers;

namespace Billing.Simulation.Checks;

/// <summary>
/// One account as its rows, taken one write at a time, say it must be: sums by book account, identities, the chain.
/// It adds up what was posted and knows no rule of rating.
/// </summary>
public sealed class AccountShadow(AccountId account, LedgerTable ledger, LedgerReader reader, Violations found)
{
    private const int KeptStates = 400;

    private readonly Dictionary<string, long> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, List<int>> _days = [];
    private readonly List<(DateTimeOffset At, AccountState State)> _states = [];
    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
    private byte[] _chain = new byte[AccountHead.ChainBytes];

    public AccountId Account => account;

    public long Seq { get; private set; }

    public long CommitNo { get; private set; }

    /// <summary>Facts that were to be told to others.</summary>
    public int Raised { get; private set; }

    public AccountState State => _states.Count == 0 ? AccountState.Empty : _states[^1].State;

    public HashSet<string> EntryIds { get; } = new(StringComparer.Ordinal);

    public List<RatedLine> Lines { get; } = [];

    public List<MovementFact> Facts { get; } = [];

    public SortedSet<string> Quarantined { get; } = new(StringComparer.Ordinal);

    /// <summary>The states that stood at some time between the two, the first of them from before.</summary>
    public IEnumerable<AccountState> StatesBetween(DateTimeOffset from, DateTimeOffset until)
    {
        for (var i = 0; i < _states.Count; i++)
        {
            var end = i + 1 < _states.Count ? _states[i + 1].At : DateTimeOffset.MaxValue;
            if (_states[i].At <= until && end >= from) yield return _states[i].State;
        }
    }

    /// <summary>Takes in one write to the account's partition and looks at everything that it changed.</summary>
    public void See(IReadOnlyList<WrittenRow> changes, DateTimeOffset now)
    {
        foreach (var change in changes) RequireLawful(change);
        if (!changes.Any(change => change.Row.RowKey[0] == LedgerKeys.HeadRow))
        {
            var beside = changes.All(change => change.Row.RowKey[0]
                is LedgerKeys.PaymentRow or LedgerKeys.VoucherRow or LedgerKeys.PlanRow
                || change.Row.RowKey[0] == LedgerKeys.OutboxRow && change.After is null);
            Require(beside, "I4 the head moves with the rows", changes[0].Row.RowKey);
            return;
        }
        var before = Seq;
        var numbers = changes.Where(change => change.Before is null).Sum(Take);
        var head = Now(ledger.Load(account, default));
        RequireChain(changes, head);
        Require(head.Seq == before + numbers, "I5 Seq is gapless", $"{before} + {numbers} is not {head.Seq}");
        Require(head.CommitNo == CommitNo + 1, "I5 CommitNo is gapless", $"{CommitNo} before {head.CommitNo}");
        (Seq, CommitNo) = (head.Seq, head.CommitNo);
        RequireSums(head.State);
        _states.Add((now, head.State));
        if (_states.Count > KeptStates) _states.RemoveAt(0);
    }

    private void RequireLawful(WrittenRow change)
    {
        var (kind, key) = (change.Row.RowKey[0], change.Row.RowKey);
        var isKept =
            kind is LedgerKeys.SegmentRow or LedgerKeys.MovementRow or LedgerKeys.CommitRow or LedgerKeys.OnceRow;
        Require(!isKept || change.Before is null, "I11 what is committed never changes", key);
        Require(
            kind is not (LedgerKeys.HeadRow or LedgerKeys.PaymentRow) || change.After is not null,
            "I11 a head or payment is never removed", key);
        if (kind == LedgerKeys.QuarantineRow && change.After is null) Quarantined.Remove(key);
    }

    /// <returns>How many sequence numbers the row took.</returns>
    private long Take(WrittenRow change)
    {
        var key = change.Row.RowKey.Split('|');
        switch (change.Row.RowKey[0])
        {
            case LedgerKeys.SegmentRow:
                LedgerKeys.TryDay(key[1], out var day);
                var segment = Now(reader.Segment(account, day, long.Parse(key[2]), default))!;
                for (var i = 0; i < segment.Lines.Length; i++) Take(segment, i);
                return segment.Lines.Length;
            case LedgerKeys.MovementRow:
                LedgerKeys.TryDay(key[1], out day);
                Take(Now(reader.Movement(account, new(day, long.Parse(key[2])), default))!);
                return 1;
            case LedgerKeys.QuarantineRow:
                Quarantined.Add(change.Row.RowKey);
                return 0;
            case LedgerKeys.OutboxRow:
                Raised++;
                return 1;
            default:
                return 0;
        }
    }

    private void Take(Segment segment, int index)
    {
        var line = segment.Lines[index];
        LineRules.Conserves(line);
        Lines.Add(line);
        EntryIds.Add(new LineId(segment.Day, segment.FirstSeq, index).ToString());
        foreach (var posting in Postings.Of(line)) Post(posting);

        var days = _days.TryGetValue(EventIdentity.Key(line.Source, line.EventId), out var known) ? known : [];
        var number = segment.Day.DayNumber;
        Require(!days.Exists(it => Math.Abs(it - number) <= 1), "I1 no id twice", $"{line.Source} {line.EventId}");
        days.Add(number);
        _days[EventIdentity.Key(line.Source, line.EventId)] = days;
    }

    private void Take(Movement movement)
    {
        Facts.Add(movement.Fact);
        Require(movement.Postings.Sum(it => it.Amount.Units) == 0, "I10 postings sum to zero", $"{movement.Fact}");
        foreach (var posting in movement.Postings) Post(posting);
        if (HistoryEntry.Of(movement) is { } entry) EntryIds.Add(entry.Id);
        if (movement.Postings.IsEmpty) return;
        Require(_causes.Add(movement.Fact.Cause), "I12 a cause happens once", movement.Fact.Cause);
    }

    private void Post(Posting posting) =>
        _books[posting.Account] = _books.GetValueOrDefault(posting.Account) + posting.Amount.Units;

    private void RequireChain(IReadOnlyList<WrittenRow> changes, AccountHead head)
    {
        var commits = changes.Where(change => change.Row.RowKey[0] == LedgerKeys.CommitRow).ToList();
        Require(commits.Count == 1, "I5 a commit has its row", $"{commits.Count} rows at {CommitNo}");
        if (commits.Count != 1) return;
        var row = commits[0].Row.ToEntity(null);
        var chain = row.GetBinary("Chain");
        var linked = SHA256.HashData([.. _chain, .. row.GetBinary("Content0")]);
        Require(row.GetBinary("Previous").AsSpan().SequenceEqual(_chain), "I5 the chain links", row.RowKey);
        Require(linked.AsSpan().SequenceEqual(chain), "I5 the chain is of the content", row.RowKey);
        Require(head.Chain.AsSpan().SequenceEqual(chain), "I5 the head ends the chain", row.RowKey);
        _chain = chain;
    }

    private void RequireSums(AccountState state)
    {
        long Sum(LotKind kind) => state.Lots.Where(lot => lot.Kind == kind).Sum(lot => lot.Remaining.Units);
        Require(state.Lots.All(lot => lot.Remaining.Units > 0), "I6 a lot is never negative", $"{CommitNo}");
        Require(Sum(LotKind.TopUp) == Book(Postings.CustomerTopUp), "I7 top-ups add up", $"{CommitNo}");
        Require(Sum(LotKind.Voucher) == Book(Postings.CustomerVoucher), "I7 vouchers add up", $"{CommitNo}");
        var plans = state.Covers.Sum(cover => cover.Remaining.Units);
        Require(plans == Book(Postings.CustomerPlan), "I7 plans add up", $"{CommitNo}");
        Require(-state.DebtUnits == Book(Postings.CustomerDebt), "I7 debt adds up", $"{CommitNo}");
    }

    private long Book(string name) => _books.GetValueOrDefault(name);

    private void Require(bool holds, string rule, string detail)
    {
        if (!holds) found.Add(rule, $"{account}: {detail}");
    }
}
