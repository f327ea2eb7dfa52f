using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Billing.Simulation.Storage;

/// <summary>An answer of the store: a status, and the version that it left.</summary>
internal sealed class PlainResponse(int status, string? tag = null) : Response
{
    private const string TagHeader = "ETag";

    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => tag is null ? [] : [new(TagHeader, tag)];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.Equals(TagHeader, StringComparison.OrdinalIgnoreCase) ? tag : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}

/// <summary>The answer to a question for a row that is not there.</summary>
internal sealed class NoRow<T> : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T? Value => throw new InvalidOperationException("The row does not exist.");

    public override Response GetRawResponse() => new PlainResponse(404);
}
