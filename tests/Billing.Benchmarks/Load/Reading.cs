namespace Billing.Benchmarks.Load;

/// <summary>One reported use, in the plain form that every peer is given.</summary>
/// <param name="Account">Index of the account.</param>
/// <param name="Meter">Index into <see cref="LoadMeter.All"/>.</param>
/// <param name="Dimensions">Index into the meter's dimensions.</param>
/// <param name="Units">Whole units.</param>
public readonly record struct Reading(
    int Account, string Id, DateTimeOffset Time, int Meter, int Dimensions, long Units) : IComparable<Reading>
{
    public const string Source = "gateway/eu-1";

    /// <summary>The order in which a delivery is charged: by time, then by id.</summary>
    public int CompareTo(Reading other)
    {
        var byTime = Time.CompareTo(other.Time);
        return byTime != 0 ? byTime : string.CompareOrdinal(Id, other.Id);
    }
}
