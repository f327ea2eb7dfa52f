using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>Carries what an instance sent to other instances; carrying it again changes nothing.</summary>
internal sealed class Postman(InstanceStore store, Action<string> changed, TimeProvider clock)
{
    private const int MaxTries = 20;

    public async Task DeliverAsync(InstanceState sender, CancellationToken stop)
    {
        foreach (var message in sender.Outbox)
        {
            if (message is Message.Start start) await StartAsync(start, sender.Head, stop);
            else if (message is Message.Tell tell) await TellAsync(tell, sender.Head.UpdatedAt, stop);
        }
    }

    /// <summary>False when an instance of that id has not ended. One that has is replaced.</summary>
    public async Task<bool> StartAsync(InstanceHead head, CancellationToken stop)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await store.AddAsync(head, stop))
            {
                changed(head.InstanceId);
                return true;
            }

            if (await store.LoadAsync(head.InstanceId, stop) is not { } there) continue;
            if (!there.Head.IsOver) return false;

            await DeliverAsync(there, stop);

            var next = head with { Execution = there.Head.Execution + 1 };
            var taken = there.Inbox.Take(InstanceStore.MaxTaken).ToList();
            if (taken.Count < there.Inbox.Count) next = there.Head;
            if (await store.CommitAsync(there, new InstanceChange(next) { Taken = taken }, stop) is null) continue;
            if (next == there.Head) continue;

            changed(head.InstanceId);
            return true;
        }

        throw new TimeoutException($"The instance '{head.InstanceId}' is changed by others again and again.");
    }

    private async Task StartAsync(Message.Start start, InstanceHead sender, CancellationToken stop)
    {
        var (input, parent) = (start.Input, start.Parent);
        var head = new InstanceHead(start.To, start.Name, clock.GetUtcNow()) { Input = input, Parent = parent };
        var there = await store.FindHeadAsync(start.To, stop);
        if (there?.Head.Parent == parent || await StartAsync(head, stop)) return;

        var failure = Failures.Of($"An instance of the id '{start.To}' has not ended.");
        var refused = new TurnInput.TaskFailed(start.Parent.Task, failure);
        var id = $"{start.To}.{start.Parent.Execution}.{start.Parent.Task}.refused";
        await TellAsync(new(sender.InstanceId, id, start.Parent.Execution, refused), sender.UpdatedAt, stop);
    }

    private async Task TellAsync(Message.Tell tell, DateTimeOffset at, CancellationToken stop)
    {
        var key = InstanceRows.InboxKey(at, tell.Id);
        var arrival = new Arrival(key, at, tell.Id, tell.Execution, tell.Input);
        if (await store.PutAsync(tell.To, arrival, clock.GetUtcNow(), stop)) changed(tell.To);
    }
}
