namespace Billing.Simulation.Storage;

/// <summary>A query's filter: the part of OData that tables know, read strictly.</summary>
public abstract record RowFilter
{
    private RowFilter()
    {
    }

    public abstract bool Matches(StoredRow row);

    /// <summary>A span of the key's values outside of which nothing matches.</summary>
    public abstract KeySpan Range(string key);

    public sealed record Everything : RowFilter
    {
        public override bool Matches(StoredRow row) => true;

        public override KeySpan Range(string key) => KeySpan.All;
    }

    public sealed record Both(RowFilter Left, RowFilter Right) : RowFilter
    {
        public override bool Matches(StoredRow row) => Left.Matches(row) && Right.Matches(row);

        public override KeySpan Range(string key) => Left.Range(key).And(Right.Range(key));
    }

    public sealed record Either(RowFilter Left, RowFilter Right) : RowFilter
    {
        public override bool Matches(StoredRow row) => Left.Matches(row) || Right.Matches(row);

        public override KeySpan Range(string key) => Left.Range(key).Or(Right.Range(key));
    }

    public sealed record Neither(RowFilter Inner) : RowFilter
    {
        public override bool Matches(StoredRow row) => !Inner.Matches(row);

        public override KeySpan Range(string key) => KeySpan.All;
    }

    /// <summary>A row without the property does not match, whatever is asked of it.</summary>
    public sealed record Compared(string Name, FilterOperator Operator, object Value) : RowFilter
    {
        public override bool Matches(StoredRow row) => row[Name] is { } value && Holds(Order(value));

        public override KeySpan Range(string key) => key != Name || Value is not string text
            ? KeySpan.All
            : Operator switch
            {
                FilterOperator.Eq => new(text, text),
                FilterOperator.Ge or FilterOperator.Gt => new(text, null),
                FilterOperator.Le or FilterOperator.Lt => new("", text),
                _ => KeySpan.All,
            };

        private bool Holds(int order) => Operator switch
        {
            FilterOperator.Eq => order == 0,
            FilterOperator.Ne => order != 0,
            FilterOperator.Gt => order > 0,
            FilterOperator.Ge => order >= 0,
            FilterOperator.Lt => order < 0,
            FilterOperator.Le => order <= 0,
        };

        private int Order(object value) => (value, Value) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            _ when value.GetType() == Value.GetType() => Comparer<object>.Default.Compare(value, Value),
            _ => throw new NotSupportedException(
                $"{Name} is a {value.GetType().Name} and is compared with a {Value.GetType().Name}: Azure would answer "
                + "wrongly or not at all."),
        };
    }
}

/// <summary>How a filter compares a property with a literal.</summary>
public enum FilterOperator
{
    Eq = 1,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}
