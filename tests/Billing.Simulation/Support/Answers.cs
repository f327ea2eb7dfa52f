namespace Billing.Simulation.Support;

/// <summary>Answers of the open tables in memory, which are there when the task is returned: nobody waits.</summary>
internal static class Answers
{
    public static T Now<T>(Task<T> answer)
    {
        Now((Task)answer);
        return answer.Result;
    }

    /// <exception cref="InvalidOperationException">There is no answer yet: to wait would stand still.</exception>
    public static void Now(Task answer)
    {
        if (!answer.IsCompleted) throw new InvalidOperationException("Open tables answer at once.");
        answer.GetAwaiter().GetResult();
    }
}
