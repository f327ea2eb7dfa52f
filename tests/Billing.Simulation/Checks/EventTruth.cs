using Billing.Ledger;
using Billing.Simulation.World;
using Billing.Usage;

namespace Billing.Simulation.Checks;

/// <summary>
/// What was reported, apart from the app: every event that was taken in must end as one line or one row of quarantine,
/// and nothing else may.
/// </summary>
public sealed class EventTruth(SimWorld world)
{
    private readonly Dictionary<(AccountId, string), Reported> _known = [];
    private readonly Dictionary<(AccountId, UInt128, UInt128), (AccountId, string)> _byContent = [];

    private readonly Dictionary<(AccountId, ReversedBy), (AccountId, string)> _voids = [];

    /// <param name="isTaken">Whether the producer was told that it is taken in.</param>
    /// <param name="withFaulty">Whether events that cannot be read go in too: those put on the queue directly.</param>
    public void Note(byte[] body, bool isTaken, bool withFaulty)
    {
        if (!UsageBatch.Read(body, BatchForm.Any).IsAccepted(out var events, out _)) return;
        foreach (var it in events)
        {
            if (it is ReportedEvent.Faulty && !withFaulty) continue;
            var name = (it.Account, it.QuarantineId);
            if (!_known.TryGetValue(name, out var known)) _known.Add(name, known = new());
            known.IsTaken |= isTaken;
            if (it is ReportedEvent.Sound { Event: var sound })
                _byContent[(it.Account, sound.Key, sound.Fingerprint)] = name;
            if (it is ReportedEvent.Correcting { Correction: var correction })
                _byContent[(it.Account, correction.Key, correction.Fingerprint)] = name;
            if (it is ReportedEvent.Correcting { Correction: { Replacement: null } taken })
                _voids[(it.Account, taken.By)] = name;
        }
    }

    /// <summary>I2, once everything is quiet.</summary>
    public void Check()
    {
        foreach (var shadow in world.Watch.Accounts) Find(shadow);
        foreach (var ((account, id), known) in _known)
        {
            if (known is { Places: 1 } or { Places: 0, IsTaken: false }) continue;
            world.Violations.Add(
                "I2 accepted = rated + quarantined", $"{account} {id}: {known.Lines} lines, {known.Kept} quarantined");
        }
    }

    private void Find(AccountShadow shadow)
    {
        foreach (var line in shadow.Lines)
        {
            var content =
                (shadow.Account, EventIdentity.Key(line.Source, line.EventId), EventIdentity.Fingerprint(line));
            if (_byContent.TryGetValue(content, out var name)) _known[name].Lines++;
            else world.Violations.Add("I2 only what was reported is rated", $"{shadow.Account} {line.EventId}");
        }
        foreach (var fact in shadow.Facts.OfType<MovementFact.UsageReversed>().Where(
            it => it.By.Kind == ReversalKind.Void))
        {
            if (_voids.TryGetValue((shadow.Account, fact.By), out var name)) _known[name].Lines++;
            else world.Violations.Add("I2 only what was taken back is reversed", $"{shadow.Account} {fact.By.EventId}");
        }
        foreach (var key in shadow.Quarantined)
        {
            if (_known.TryGetValue((shadow.Account, key.Split('|')[2]), out var known)) known.Kept++;
            else world.Violations.Add("I2 only what was reported is quarantined", key);
        }
    }

    private sealed class Reported
    {
        public bool IsTaken { get; set; }

        public int Lines { get; set; }

        public int Kept { get; set; }

        public int Places => Lines + Kept;
    }
}
