using Azure.Messaging.ServiceBus;
using Billing.Simulation.Faults;
using Billing.Simulation.Clocks;

namespace Billing.Simulation.Bus;

/// <summary>A call of one process to the bus: it takes its time, and may fail before or after the bus did it.</summary>
internal static class BusCall
{
    public static Task Make(Agenda agenda, Life life, FaultMix faults, Dice dice, FaultKind kind, Action apply)
    {
        if (faults.Script is { } script) return Make(new ScriptedPath(script, agenda, life), kind, apply);
        var answer = new TaskCompletionSource();
        var fails = faults.Strikes(kind);
        var isDone = !fails || dice.Below(2) == 0;
        agenda.In(Leg(), () =>
        {
            if (life.IsOver && dice.Below(2) == 0) return;
            var error = fails
                ? new ServiceBusException("The bus did not answer", ServiceBusFailureReason.ServiceTimeout) : null;
            try
            {
                if (isDone) apply();
            }
            catch (ServiceBusException refusal)
            {
                error = refusal;
            }
            agenda.In(Leg(), () => End(life, answer, error));
        });
        return answer.Task;

        TimeSpan Leg() => TimeSpan.FromMicroseconds(dice.Between(200, 10_000));
    }

    private static Task<bool> Make(ScriptedPath path, FaultKind kind, Action apply) => path.Pass(
        ScriptedCall.OfBus(kind == FaultKind.SendFails ? "send" : "settle"),
        () =>
        {
            apply();
            return true;
        });

    private static void End(Life life, TaskCompletionSource answer, Exception? error)
    {
        if (life.IsOver) return;
        if (error is null) answer.SetResult();
        else answer.SetException(error);
    }
}
