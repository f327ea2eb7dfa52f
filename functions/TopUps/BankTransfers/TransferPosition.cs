namespace Billing.TopUps.BankTransfers;

/// <summary>A place in the list of transfers, as a cursor carries it: the newest days come first.</summary>
public readonly record struct TransferPosition(DateOnly Day, TransferId Id)
{
    public static TransferPosition Of(ReceivedTransfer transfer) => new(transfer.ReceivedOn, transfer.Id);

    public static bool TryParse(string? text, out TransferPosition position)
    {
        position = default;
        if ((text ?? "").Split('|') is not [var date, var name]) return false;
        if (!CalendarDay.TryParse(date, out var day) || !TransferId.TryParse(name, out var id)) return false;

        position = new(day, id);
        return true;
    }

    public override string ToString() => $"{CalendarDay.Format(Day)}|{Id}";
}

/// <summary>Which transfers are asked for; every part that is set must hold.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public readonly record struct TransferFilter(TransferStatus? Status, DateOnly? From, DateOnly? To);
