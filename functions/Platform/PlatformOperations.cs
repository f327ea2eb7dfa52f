using Billing.OpenApi;

namespace Billing.Platform;

/// <summary>What the health of the app answers.</summary>
public static class PlatformOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetLiveness), it => it
            .Answers<Liveness>())
        .Add(nameof(GetReadiness), it => it
            .Answers<ReadinessAnswer>()
            .Answers<ReadinessAnswer>(503));
}
