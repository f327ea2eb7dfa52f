using System.Text.Json.Nodes;
using Billing.Platform;

namespace Billing.OpenApi;

/// <summary>One answer of an operation: a value of a type, bytes of a media type, or nothing.</summary>
/// <param name="What">Said of a file or of an empty answer; null where the type says it.</param>
public sealed record OperationAnswer(int Status, Type? Type, string? MediaType, string? What);

/// <summary>A body that is no plain JSON object.</summary>
/// <param name="Sample">The text of one; null where it would show nothing.</param>
public sealed record OperationFile(string MediaType, string What, string? Sample);

/// <summary>
/// What one function takes, answers and refuses, beside what its code says by itself: route, method, roles, summary.
/// </summary>
public sealed class Operation
{
    private readonly List<OperationAnswer> _answers = [];
    private readonly List<OperationFile> _files = [];
    private readonly List<(int Status, string Code)> _refusals = [];
    private readonly List<JsonNode> _examples = [];

    public IReadOnlyList<OperationAnswer> Given => _answers;

    public IReadOnlyList<OperationFile> Files => _files;

    public IReadOnlyList<(int Status, string Code)> Refusals => _refusals;

    public Fields? Sent { get; private set; }

    public Fields? Asked { get; private set; }

    /// <summary>True when the body may be left out.</summary>
    public bool IsBodyOptional { get; private set; }

    /// <summary>True when the answer carries an ETag, which a write may name in If-Match.</summary>
    public bool IsVersioned { get; private set; }

    public string? Remark { get; private set; }

    /// <summary>The method of a function whose trigger takes any; null where the trigger says it.</summary>
    public string? Method { get; private set; }

    /// <summary>Whole bodies that are taken: those given, or one of every member's sample.</summary>
    public IReadOnlyList<JsonNode> Examples =>
        _examples.Count > 0 || Sent is not { } sent ? _examples : [sent.Sample];

    /// <summary>A JSON object.</summary>
    public Operation Body(Action<Fields> members, bool isOptional = false)
    {
        (Sent, IsBodyOptional) = (Fields.OfBody(members), isOptional);
        return this;
    }

    /// <summary>A body of another kind; more than one where several are taken.</summary>
    public Operation File(string mediaType, string what, string? sample = null)
    {
        _files.Add(new(mediaType, what, sample));
        return this;
    }

    public Operation Query(Action<Fields> members)
    {
        Asked = Fields.OfQuery(members);
        return this;
    }

    /// <summary>A value as JSON; where one status may answer several types, each is given.</summary>
    public Operation Answers<T>(int status = 200)
    {
        _answers.Add(new(status, typeof(T), "application/json", null));
        return this;
    }

    public Operation AnswersFile(string mediaType, string what, int status = 200)
    {
        _answers.Add(new(status, null, mediaType, what));
        return this;
    }

    public Operation AnswersEmpty(int status, string what)
    {
        _answers.Add(new(status, null, null, what));
        return this;
    }

    public Operation Refuses(int status, params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes) _refusals.Add((status, code));
        return this;
    }

    public Operation Refuses<TReason>(int status, params ReadOnlySpan<TReason> reasons)
        where TReason : struct, Enum
    {
        foreach (var reason in reasons) _refusals.Add((status, Problem.Code(reason)));
        return this;
    }

    /// <summary>Any member of a refusal enum.</summary>
    public Operation RefusesAny<TReason>(int status)
        where TReason : struct, Enum =>
        Refuses(status, Enum.GetValues<TReason>());

    /// <summary>What several operations have in common.</summary>
    public Operation Also(Action<Operation> common)
    {
        common(this);
        return this;
    }

    /// <summary>A whole body, where the members' samples do not go together.</summary>
    public Operation Example(string json)
    {
        _examples.Add(JsonNode.Parse(json)!);
        return this;
    }

    public Operation Versioned()
    {
        IsVersioned = true;
        return this;
    }

    public Operation Note(string remark)
    {
        Remark = remark;
        return this;
    }

    public Operation By(string method)
    {
        Method = method;
        return this;
    }
}
