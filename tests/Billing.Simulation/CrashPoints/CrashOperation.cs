namespace Billing.Simulation.CrashPoints;

/// <summary>
/// Something that is asked of the app, of which every call is made to fail in every way. Whoever asks goes on asking as
/// a real caller does: the bus delivers again, a user retries with the same key, a timer runs again.
/// </summary>
/// <param name="Prepare">What happened before; nothing goes wrong in it.</param>
/// <param name="Run">The operation, with all repetitions of its caller.</param>
public sealed record CrashOperation(string Name, Action<CrashScene> Prepare, Action<CrashScene> Run)
{
    public static IReadOnlyList<CrashOperation> All { get; } =
        [.. UsageCrashes.All, .. MoneyCrashes.All, .. RefundCrashes.All, .. PlanCrashes.All, .. TimerCrashes.All];
}
