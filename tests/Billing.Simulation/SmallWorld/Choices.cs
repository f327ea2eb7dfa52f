namespace Billing.Simulation.SmallWorld;

/// <summary>
/// The choices of one run, in order. A run repeats the choices of its list and then takes the first at every further
/// place; moving on gives the next list, until every choice was taken at every place.
/// </summary>
public sealed class Choices
{
    private readonly List<(int Taken, int Of)> _made = [];
    private int _at;

    /// <summary>What is chosen of so many at the place that the run has come to.</summary>
    public int Next(int of)
    {
        if (_at == _made.Count) _made.Add((0, of));
        Assert.True(_made[_at].Of == of, "The same choices lead to the same place");
        return _made[_at++].Taken;
    }

    /// <returns>False when all lists have been run.</returns>
    public bool MoveOn()
    {
        _at = 0;
        while (_made.Count > 0 && _made[^1].Taken + 1 == _made[^1].Of) _made.RemoveAt(_made.Count - 1);
        if (_made.Count == 0) return false;

        _made[^1] = (_made[^1].Taken + 1, _made[^1].Of);
        return true;
    }

    public override string ToString() => string.Join(' ', _made.Take(_at).Select(it => it.Taken));
}
