using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Durable;

/// <summary>Writes its input into the diary and answers it.</summary>
public sealed class Note(Diary diary)
{
    [Function(nameof(Note))]
    public async Task<string> Run([ActivityTrigger] string input)
    {
        diary.Write(input);
        await diary.Work(input);
        return $"<{input}>";
    }
}

/// <summary>Fails as often as its input says.</summary>
public sealed class Stumble(Diary diary)
{
    [Function(nameof(Stumble))]
    public int Run([ActivityTrigger] int failures)
    {
        diary.Write("try");
        var tries = diary.Entries.Count(entry => entry == "try");
        return tries > failures ? tries : throw new TimeoutException($"Try {tries} failed.");
    }
}
