using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Functions.Tests.Support;

/// <summary>Stands between an Azure client and the store and makes the calls go wrong that a plan names.</summary>
public sealed class FaultyTransport(HttpPipelineTransport inner, FaultPlan plan) : HttpPipelineTransport
{
    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) =>
        throw new NotSupportedException("The app calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = plan.Next();
        var isDone = fault is null
            or CallFault.ResetAfter or CallFault.UnavailableAfter or CallFault.TimeoutAfter or CallFault.KilledAfter;
        if (isDone) await inner.ProcessAsync(message);
        if (fault is not null && plan.AfterFault is { } others) await others();

        switch (fault)
        {
            case null:
                return;
            case CallFault.UnavailableBefore or CallFault.UnavailableAfter:
                message.Response = new BareResponse(503, "Server Busy", message.Request.ClientRequestId);
                return;
            case CallFault.PreconditionFailed:
                message.Response = new BareResponse(412, "Precondition Failed", message.Request.ClientRequestId);
                return;
            case CallFault.KilledBefore or CallFault.KilledAfter:
                throw new ProcessKilledException();
            case CallFault.TimeoutBefore or CallFault.TimeoutAfter:
                throw new TaskCanceledException("The store did not answer in time.");
            default:
                throw new RequestFailedException(
                    "The connection was reset.", new HttpRequestException("Connection reset by peer"));
        }
    }

    private sealed class BareResponse(int status, string reason, string requestId) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => reason;

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = requestId;

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, out string value)
        {
            value = "";
            return false;
        }

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            values = [];
            return false;
        }
    }
}
