using System.Reflection;

namespace Billing.LocalHost.Startup;

/// <summary>What a host is started with; tests use it to run several hosts in one process.</summary>
internal sealed record HostEntry
{
    /// <summary>The command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where the functions are; the entry assembly when left out.</summary>
    public Assembly? Functions { get; init; }

    /// <summary>Only these of its classes; all of them when left out.</summary>
    public IReadOnlyList<Type>? FunctionTypes { get; init; }

    /// <summary>Where host.json and the settings file are; beside the entry assembly when left out.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Settings that win over the settings file and the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>True when the host shares its process: it prints nothing, and a refusal is thrown.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>True from the end of the start.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Where a host that does not start says why.</summary>
    public TextWriter Errors { get; init; } = Console.Error;

    /// <summary>Ends the process.</summary>
    public Action<int> Exit { get; init; } = Environment.Exit;
}
