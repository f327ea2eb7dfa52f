namespace Billing.Benchmarks.Load;

/// <summary>Draws ranks whose frequency falls as one over the rank (exponent 1.0).</summary>
public sealed class Zipf
{
    private readonly double[] _upTo;

    public Zipf(int ranks)
    {
        _upTo = new double[ranks];
        var sum = 0.0;
        for (var i = 0; i < ranks; i++) _upTo[i] = sum += 1.0 / (i + 1);
        for (var i = 0; i < ranks; i++) _upTo[i] /= sum;
    }

    public int Draw(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, _upTo.Length - 1);
    }

    /// <summary>The part of all draws that falls on a rank.</summary>
    public double Share(int rank) => _upTo[rank] - (rank == 0 ? 0 : _upTo[rank - 1]);
}
