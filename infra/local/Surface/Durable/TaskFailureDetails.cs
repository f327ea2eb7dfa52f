namespace Microsoft.DurableTask;

/// <summary>What is kept of an exception: it outlives the process that threw it.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>Whether the exception was of that type or of one derived from it.</summary>
    public bool IsCausedBy<T>() where T : Exception => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
        .Any(type => type is not null && type.IsAssignableTo(typeof(T)));

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
