using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Billing.Platform;

namespace Billing.Ledger;

/// <summary>One commit worked out: the rows to write and the head that stands when they are written.</summary>
public sealed class CommitPlan
{
    private static readonly string Build = typeof(CommitPlan).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private readonly AccountHead _head;
    private readonly LedgerEntry _entry;
    private readonly AccountBook _book;
    private readonly AccountSums _opening;
    private readonly DateTimeOffset _time;
    private readonly long _commitNo;
    private readonly List<TableTransactionAction> _actions = [];
    private readonly ImmutableArray<ChangedRow>.Builder _changes = ImmutableArray.CreateBuilder<ChangedRow>();
    private readonly ImmutableArray<CommittedRow>.Builder _rows = ImmutableArray.CreateBuilder<CommittedRow>();
    private long _seq;

    private CommitPlan(AccountHead head, LedgerEntry entry)
    {
        (_head, _entry, _commitNo, _seq) = (head, entry, head.CommitNo + 1, head.Seq);
        _time = head.TimeOf(entry.Time).ToUniversalTime();
        _book = AccountBook.From(head.State);
        _opening = _book.Sums();
    }

    public AccountHead Next { get; private set; } = null!;

    /// <summary>True if others must learn of it.</summary>
    public bool HasFacts { get; private set; }

    public ImmutableArray<CommittedRow> Rows => _rows.ToImmutable();

    /// <summary>The head's row comes first.</summary>
    public IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>The same head and entry give the same rows, byte for byte.</summary>
    public static CommitPlan Of(AccountHead head, LedgerEntry entry, IReadOnlyList<TableTransactionAction> beside)
    {
        var plan = new CommitPlan(head, entry);
        plan.AddMovements();
        plan.AddSegments();
        plan.AddKept();
        plan.AddOutbox();
        plan.Close(beside);
        plan._actions.AddRange(beside);
        return plan;
    }

    private void AddMovements()
    {
        foreach (var fact in _entry.Movements)
        {
            _seq++;
            var postings = Postings.Of(fact, _book, _seq, _time);
            _book.Apply(fact, _seq, _time);
            var row = MovementRow.Write(_head.Account, new(_seq, _commitNo, _time, fact, postings));
            Add(row);
            _rows.Add(new(row.RowKey, _seq));
        }
    }

    private void AddSegments()
    {
        foreach (var segment in SegmentCutter.Cut(_entry.Lines, _seq + 1, _commitNo))
        {
            foreach (var line in segment.Lines) _book.Apply(line, _time);
            var row = SegmentRow.Write(_head.Account, segment);
            Add(row);
            _rows.Add(new(row.RowKey, segment.FirstSeq));
        }
        _seq += _entry.Lines.Length;
    }

    private void AddKept()
    {
        foreach (var once in _entry.Once) Add(OnceRow.Write(_head.Account, once, _commitNo));
        foreach (var kept in _entry.Quarantined) Add(QuarantineRow.Write(_head.Account, kept, _commitNo));
        foreach (var released in _entry.Released)
        {
            var row = new TableEntity(
                LedgerKeys.Partition(_head.Account), LedgerKeys.Quarantine(_head.Account, released.Day, released.Id));
            _actions.Add(new(TableTransactionActionType.Delete, row, ETag.All));
            _changes.Add(new(RowChange.Removed, ShortKey(row.RowKey), []));
        }
    }

    /// <summary>What the entry says, then what the book raised while it was applied.</summary>
    private void AddOutbox()
    {
        foreach (var fact in _entry.Outbox.AddRange(_book.EndCommit(_time)))
        {
            Add(OutboxRow.Write(_head.Account, fact, ++_seq, _commitNo));
            HasFacts = true;
        }
    }

    private void Close(IReadOnlyList<TableTransactionAction> beside)
    {
        var state = _book.ToState();
        var content = new CommitContent(
            _head.Account, _commitNo, _time, Build, _head.Seq + 1, _seq,
            _opening, _book.Sums(),
            new(_entry.Lines.Length, _entry.Movements.Length, _entry.Quarantined.Length, _entry.Released.Length),
            BesideDigest.Of(beside), [.. SHA256.HashData(StateCodec.Encode(state))], _changes.ToImmutable());
        var encoded = content.Encode();
        var chain = CommitRow.Link(_head.Chain.AsSpan(), encoded);
        _actions.Add(new(TableTransactionActionType.Add, CommitRow.Write(content, encoded, _head.Chain, chain)));
        Next = new(_head.Account, state, _seq, _commitNo, CommitRow.IdOf(chain), [.. chain], _time, "");
        var head = HeadRow.Write(Next);
        _actions.Insert(0, _head.IsStored
            ? new(TableTransactionActionType.UpdateReplace, head, new ETag(_head.ETag))
            : new(TableTransactionActionType.Add, head));
        Invariant.Holds(Next.CommitNo == _head.CommitNo + 1 && Next.Seq >= _head.Seq, "I13 Seq and CommitNo only grow");
    }

    private void Add(TableEntity row)
    {
        _actions.Add(new(TableTransactionActionType.Add, row));
        _changes.Add(new(RowChange.Added, ShortKey(row.RowKey), [.. row.Need<byte[]>(RowColumns.Hash)]));
    }

    private string ShortKey(string rowKey) => rowKey[..^(_head.Account.Value.Length + 1)];
}
